import { TIMELINE_KINDS, type TimelineKind } from './step-timeline.ts';

/** What one kind of box is called. */
export interface TimelineKindLabel {
  readonly label: string;
  /** One letter for boxes with little room; '' = none. */
  readonly letter: string;
}

/** Names of all kinds of boxes: where the step's breakdown has the same part, as there. */
export const TIMELINE_KIND_LABELS: Readonly<Record<TimelineKind, TimelineKindLabel>> = {
  forward: { label: 'Forward', letter: 'F' },
  backward: { label: 'Backward', letter: 'B' },
  'input-gradient': { label: 'Input gradient', letter: 'I' },
  'weight-gradient': { label: 'Weight gradient', letter: 'W' },
  recompute: { label: 'Recompute', letter: 'R' },
  'data-communication': { label: 'Data parallel', letter: 'D' },
  optimizer: { label: 'Optimizer', letter: 'O' },
  idle: { label: 'Waiting', letter: '' },
};

/** The kind that a number in a timeline's column stands for; throws on one that stands for none. */
export function timelineKindAt(index: number): TimelineKind {
  const kind = TIMELINE_KINDS[index];
  if (kind === undefined) throw new RangeError(`${index} is no kind of box.`);
  return kind;
}
