/** What version 3 of the link adds to version 2: each link's exceptions, behind the drawing's columns. FROZEN. */
import { list, NUMBER, nullable, object, type Shape } from './shape.ts';

/** The exceptions of one link. */
export const LINK_EXCEPTIONS_V3: Shape = list(
  object(['index', NUMBER], ['cable', nullable(NUMBER)], ['speedFraction', NUMBER]),
);
