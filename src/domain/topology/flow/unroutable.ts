/** Why a drawing cannot be routed; caught where a fabric is compiled, never seen outside. */
export class Unroutable extends Error {}
