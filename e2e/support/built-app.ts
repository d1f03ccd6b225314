/** Folder of the built app that the tests open. */
export const BUILT_APP = process.env.TRAINYARD_DIST ?? 'dist';
