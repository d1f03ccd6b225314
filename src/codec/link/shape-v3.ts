/** What version 3 of the link adds to version 2, behind the drawing's columns: each link's exceptions, and the ranks kept together. FROZEN. */
import { list, NUMBER, nullable, object, type Shape } from './shape.ts';

/** The exceptions of one link. */
export const LINK_EXCEPTIONS_V3: Shape = list(
  object(['index', NUMBER], ['cable', nullable(NUMBER)], ['speedFraction', NUMBER]),
);

/** Ranks that the strategy keeps together. */
export const RANKS_TOGETHER_V3: Shape = nullable(NUMBER);
