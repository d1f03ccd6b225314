import type { StepTimeline } from '../../domain/estimate/step-timeline.ts';
import { TIMELINE_KIND_LABELS, timelineKindAt } from '../../domain/estimate/timeline-labels.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';

/** What is known of one box, in words. */
export interface BoxDescription {
  readonly kind: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** All in one sentence, for reading aloud. */
  readonly spoken: string;
}

/** Describes a box; `box` is a position in the timeline's columns. Counts start at 1, as everywhere on the page. */
export function describeBox({ boxes }: StepTimeline, box: number): BoxDescription {
  const kind = TIMELINE_KIND_LABELS[timelineKindAt(boxes.kind[box] ?? -1)].label;
  const start = boxes.startSeconds[box] ?? 0;
  const lasts = formatQuantity('duration', (boxes.endSeconds[box] ?? 0) - start).text;
  const starts = formatQuantity('duration', start).text;
  const rank = String((boxes.rank[box] ?? 0) + 1);
  const stage = (boxes.stage[box] ?? -1) + 1;
  const microBatch = (boxes.microBatch[box] ?? -1) + 1;
  return {
    kind,
    facts: [
      ['Rank', rank],
      ...(stage > 0 ? [['Stage', String(stage)] as const] : []),
      ...(microBatch > 0 ? [['Micro-batch', String(microBatch)] as const] : []),
      ['Starts', starts],
      ['Lasts', lasts],
    ],
    spoken: [
      kind,
      ...(microBatch > 0 ? [`micro-batch ${microBatch}`] : []),
      ...(stage > 0 ? [`stage ${stage}`] : []),
      `rank ${rank}`,
      `starts at ${starts}`,
      `lasts ${lasts}`,
    ].join(', '),
  };
}
