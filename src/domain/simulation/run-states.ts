import type { Category } from '../figure/figure-theme.ts';
import type { FigurePattern } from '../figure/vector-figure.ts';
import type { RunEvent, RunState } from './simulated-runs.ts';

/** How a state of a run is called and drawn: each has another pattern or another colour, most both. */
export interface RunStateStyle {
  readonly label: string;
  readonly category: Category;
  readonly pattern: FigurePattern;
}

/** All states, in the order in which they are stacked. */
export const RUN_STATES: Readonly<Record<RunState, RunStateStyle>> = {
  training: { label: 'Training', category: 'data', pattern: 'solid' },
  waiting: { label: 'Waiting for a repair', category: 'bubble', pattern: 'cross-hatch' },
  replacement: { label: 'Replacing', category: 'tensor', pattern: 'hatch' },
  restart: { label: 'Restarting', category: 'pipeline', pattern: 'vertical' },
  detection: { label: 'Noticing', category: 'optimizer', pattern: 'solid' },
  reading: { label: 'Reading the checkpoint', category: 'context', pattern: 'horizontal' },
  stalled: { label: 'Stalled', category: 'idle', pattern: 'dots' },
  shrunk: { label: 'Training with fewer replicas', category: 'compute', pattern: 'hatch' },
  slowed: { label: 'Training slowly', category: 'expert', pattern: 'dots' },
};

const EVENT_WORDS: Readonly<Record<RunEvent['kind'], string>> = {
  interruption: 'Interruption',
  slowed: 'A part went out that slows the job',
  restored: 'A part that slowed the job is back',
  repaired: 'Repaired',
  straggler: 'A machine became slow',
  swapped: 'The slow machine was found and swapped',
  shrunk: 'Goes on with fewer replicas',
  regrown: 'Has replicas back',
  'group-back': 'A replica is back',
  'storage-restore': 'No copy is left in memory: goes back to the stored checkpoint',
};

/** What happened, in words. */
export function describeRunEvent({ kind, cause }: Pick<RunEvent, 'kind' | 'cause'>): string {
  return cause === null || kind === 'straggler' || kind === 'swapped'
    ? EVENT_WORDS[kind]
    : `${EVENT_WORDS[kind]}: ${cause}`;
}
