/** Stage times for tests of the pipeline, and what a run did, read out of the arena. */
import fc from 'fast-check';
import { backwardEnd, forwardEnd, STAGE_BACKWARD, STAGE_FORWARD, work } from '../../arena.ts';
import {
  BACKWARD,
  FORWARD,
  INPUT_GRADIENT,
  PAIRED_FORWARD,
  passKind,
  passMicroBatch,
  passStage,
  WEIGHT_GRADIENT,
} from '../pass-code.ts';
import {
  order,
  orderLength,
  stageExchangeBackward,
  stageExchangeForward,
  stageRecompute,
  stageWeight,
  weightEnd,
} from '../pipeline-arena.ts';
import * as placement from '../placement.ts';
import { orderCapacity, pairSeconds, passSeconds } from '../simulate.ts';

/** Seconds of one virtual stage; backward is the input and the weight gradient together. */
export interface StageTimes {
  readonly forward: number;
  readonly inputGradient: number;
  readonly weightGradient: number;
}

/** A pipeline with its schedule. */
export interface Run {
  readonly schedule: number;
  readonly ranks: number;
  readonly virtual: number;
  readonly microBatches: number;
  readonly delay: number;
  readonly stages: readonly StageTimes[];
}

/** Writes the stages' times where the simulation reads them. */
export function setStages(stages: readonly StageTimes[]): void {
  stages.forEach(({ forward, inputGradient, weightGradient }, stage) => {
    work[STAGE_FORWARD + stage] = forward;
    work[STAGE_BACKWARD + stage] = inputGradient + weightGradient;
    stageWeight[stage] = weightGradient;
    stageRecompute[stage] = 0;
    stageExchangeForward[stage] = 0;
    stageExchangeBackward[stage] = 0;
  });
}

/** Equal stages. */
export function evenStages(count: number, forward = 1, inputGradient = 1, weightGradient = 1): StageTimes[] {
  return Array.from({ length: count }, () => ({ forward, inputGradient, weightGradient }));
}

/** One executed pass. */
export interface Pass {
  readonly rank: number;
  readonly kind: number;
  readonly stage: number;
  readonly microBatch: number;
  readonly start: number;
  readonly end: number;
}

/** The passes of the last run, rank by rank in order; the two of a pair have the same seconds. */
export function readPasses({ schedule, ranks, virtual, microBatches }: Omit<Run, 'stages' | 'delay'>): Pass[][] {
  const capacity = orderCapacity(schedule, virtual, microBatches);
  return Array.from({ length: ranks }, (_, rank) => {
    const codes = Array.from({ length: orderLength[rank] }, (_, position) => order[rank * capacity + position]);
    return codes.map((code, position) => {
      const [kind, stage, microBatch] = [passKind(code), passStage(code), passMicroBatch(code)];
      const at = stage * microBatches + microBatch;
      const isForward = kind === FORWARD || kind === PAIRED_FORWARD;
      const end = isForward ? forwardEnd[at] : kind === WEIGHT_GRADIENT ? weightEnd[at] : backwardEnd[at];
      const previous = codes[position - 1];
      const paired =
        kind === PAIRED_FORWARD
          ? pairSeconds(stage, passStage(codes[position + 1] ?? 0))
          : previous !== undefined && passKind(previous) === PAIRED_FORWARD
            ? pairSeconds(passStage(previous), stage)
            : passSeconds(kind, stage);
      return { rank, kind: isForward ? FORWARD : kind, stage, microBatch, start: end - paired, end };
    });
  });
}

/** Activations that a rank held at most, in units of all its layers. */
export function mostHeld(schedule: number, virtual: number, passes: readonly Pass[]): number {
  let held = 0;
  let most = 0;
  for (const { kind } of passes) {
    if (kind === FORWARD) held += 1;
    if (kind === BACKWARD || kind === WEIGHT_GRADIENT) held -= 1;
    most = Math.max(most, held);
  }
  return most / placement.chunksOnRank(schedule, virtual);
}

/** Whether a pass computes input gradients. */
export function isBackward({ kind }: Pass): boolean {
  return kind === BACKWARD || kind === INPUT_GRADIENT;
}

/** The schedules by name, with the virtual stages that each can have. */
export const SCHEDULES = [
  { name: '1F1B', schedule: placement.ONE_FORWARD, virtual: [1] },
  { name: 'interleaved 1F1B', schedule: placement.INTERLEAVED, virtual: [2, 3, 4] },
  { name: 'GPipe', schedule: placement.ALL_FORWARD, virtual: [1] },
  { name: 'ZB-H1', schedule: placement.ZERO_BUBBLE, virtual: [1] },
  { name: 'ZB-V', schedule: placement.ZERO_BUBBLE_V, virtual: [2] },
  { name: 'DualPipe', schedule: placement.DUAL_PIPE, virtual: [1] },
] as const;

/**
 * Stages as a planner makes them: layers that differ by one, an embedding before the first, an output layer after the last, backward
 * passes of one to three times the forward pass (recomputed in part), sends up to a tenth of a pass.
 */
export function layeredRuns(
  kind: (typeof SCHEDULES)[number],
  rounds: { readonly min: number; readonly max: number },
  mostRanks = 16,
): fc.Arbitrary<Run> {
  return fc
    .record({
      some: fc.integer({ min: 2, max: mostRanks }),
      virtual: fc.constantFrom(...kind.virtual),
      usual: fc.integer({ min: 1, max: 12 }),
      more: fc.double({ min: 0, max: 1, noNaN: true }),
      ratio: fc.double({ min: 1, max: 3, noNaN: true }),
      weightShare: fc.double({ min: 0.2, max: 0.5, noNaN: true }),
      embedding: fc.double({ min: 0, max: 0.2, noNaN: true }),
      output: fc.double({ min: 0, max: 1.5, noNaN: true }),
      send: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 0.1, noNaN: true })),
      rounds: fc.double({ ...rounds, noNaN: true }),
    })
    .map(({ some, virtual, usual, more, ratio, weightShare, embedding, output, send, rounds: length }) => {
      const ranks = kind.schedule === placement.DUAL_PIPE ? some + (some % 2) : some;
      const count = ranks * virtual;
      const extra = Math.floor(more * count);
      const stages = Array.from({ length: count }, (_, stage) => {
        let forward = usual + (stage > 0 && stage <= extra && extra < count ? 1 : 0);
        if (stage === 0) forward += embedding;
        if (stage === count - 1) forward += output;
        const backward = ratio * forward;
        return {
          forward,
          inputGradient: backward * (1 - weightShare),
          weightGradient: backward * weightShare,
        };
      });
      const microBatches = Math.max(1, Math.floor(length * ranks));
      return { schedule: kind.schedule, ranks, virtual, microBatches, delay: send * usual, stages };
    });
}

/** Stages whose layers differ up to fourfold, as where a mixture of experts follows dense layers and mixers alternate. */
export function unevenRuns(
  kind: (typeof SCHEDULES)[number],
  rounds: { readonly min: number; readonly max: number },
  mostRanks = 12,
): fc.Arbitrary<Run> {
  const quarters = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: mostRanks * 4 });
  return fc.tuple(layeredRuns(kind, rounds, mostRanks), quarters).map(([run, factors]) => ({
    ...run,
    stages: run.stages.map((times, stage) => {
      const factor = factors[stage % factors.length] ?? 1;
      return {
        forward: times.forward * factor,
        inputGradient: times.inputGradient * factor,
        weightGradient: times.weightGradient * factor,
      };
    }),
  }));
}
