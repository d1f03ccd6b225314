/** Id of the palette's search field, so that "Add a block" can lead there. */
export const PALETTE_SEARCH_ID = 'palette-search';
