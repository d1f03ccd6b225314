/** The page's typeface, as canvas text needs it. */
export const CANVAS_FONT = '"Inter Variable", Inter, system-ui, sans-serif';
