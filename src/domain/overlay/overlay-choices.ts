/** What can be laid over the drawing. Apart from what computes it: menus and preferences need only the names. */

/** Ids of the overlays, in the order of the menu. */
export const OVERLAY_IDS = [
  'none',
  'load',
  'load-tensor',
  'load-context',
  'load-pipeline',
  'load-expert',
  'load-data',
  'sensitivity',
  'tensor',
  'context',
  'pipeline',
  'expert',
  'data',
  'power',
  'heat',
] as const;
/** One overlay, or none. */
export type OverlayId = (typeof OVERLAY_IDS)[number];

/** Dimensions whose groups can be shown on the drawing. */
export const PLACED_DIMENSIONS = ['tensor', 'context', 'pipeline', 'expert', 'data'] as const;
/** A dimension whose groups can be shown on the drawing. */
export type PlacedDimension = (typeof PLACED_DIMENSIONS)[number];

/** Names in menus and commands. */
export const OVERLAY_LABELS: Readonly<Record<OverlayId, string>> = {
  none: 'No overlay',
  sensitivity: 'Sensitivity',
  load: 'Link load',
  'load-tensor': 'Link load, tensor',
  'load-context': 'Link load, context',
  'load-pipeline': 'Link load, pipeline',
  'load-expert': 'Link load, expert',
  'load-data': 'Link load, data',
  tensor: 'Tensor ranks',
  context: 'Context ranks',
  pipeline: 'Pipeline ranks',
  expert: 'Expert ranks',
  data: 'Data ranks',
  power: 'Power',
  heat: 'Heat',
};

/** Whether the overlay shows the groups of a dimension. */
export function isPlacedDimension(id: OverlayId): id is PlacedDimension {
  return (PLACED_DIMENSIONS as readonly string[]).includes(id);
}

/** The dimension whose link load the overlay shows; null = it is none of these. */
export function loadDimension(id: OverlayId): PlacedDimension | null {
  return PLACED_DIMENSIONS.find((dimension) => id === `load-${dimension}`) ?? null;
}
