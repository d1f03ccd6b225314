/**
 * What the routes of the drawing say about a strategy, at the end of the packed Scenario: seconds per byte of every group of ranks, and how
 * much traffic that runs at once delays each other. Zero = not routed: the nested levels stand.
 */

/** First group; groups in the order of `arena.ts`. */
export const ROUTES_FIRST = 255;
/** Numbers per group, in the order of `GROUP_ROUTES`. */
export const ROUTE_STRIDE = 7;
/** Seconds per byte of a ring's stream on the slowest scale-up link. */
export const ROUTE_RING_INSIDE = 0;
/** The same on the slowest link beyond. */
export const ROUTE_RING_OUTSIDE = 1;
/** Seconds per byte of buffer of a double tree between scale-up domains. */
export const ROUTE_TREE = 2;
/** Seconds per byte that a rank holds in an all-to-all, on the slowest scale-up link. */
export const ROUTE_EXCHANGE_INSIDE = 3;
/** The same on the slowest link beyond. */
export const ROUTE_EXCHANGE_OUTSIDE = 4;
/** Seconds per byte of messages to the next rank, on the slowest scale-up link. */
export const ROUTE_NEXT_INSIDE = 5;
/** The same on the slowest link beyond. */
export const ROUTE_NEXT_OUTSIDE = 6;

/**
 * By kind of traffic that layers wait for (tensor, context, expert, pipeline): seconds by which a second of it grows while traffic of the data
 * dimension is in flight, then what such a second moves of the data's traffic, less what it would move alone.
 */
export const SHARING_FIRST = 311;
export const SHARING_STRIDE = 2;
export const SHARING_DELAY = 0;
export const SHARING_PROGRESS = 1;
