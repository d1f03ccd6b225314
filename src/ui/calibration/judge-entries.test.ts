import { describe, expect, it } from 'vitest';
import type { RunShape } from '../../domain/calibration/calibration-schema.ts';
import { createDgxH100Plan } from '../../domain/calibration/testing/h100-plan.ts';
import { type CalibrationEntry, describeShape, planOfRun, shapeOfPlan } from './calibration-entry.ts';
import { judgeEntries, listRuns } from './judge-entries.ts';
import { type Prediction, shapeKey } from './prediction.ts';

const plan = createDgxH100Plan();
const shape = shapeOfPlan(plan, 64);

function entryOf(run: RunShape | null, beforeSeconds: number | null): CalibrationEntry {
  const measuredSeconds = run === null ? null : 4.4;
  return {
    id: 1,
    kind: 'step-time',
    label: 'a run',
    count: 1,
    spread: 0,
    measuredSeconds,
    beforeSeconds,
    run,
    constants: [],
  };
}

function judge(entry: CalibrationEntry, prediction?: Prediction) {
  const predictions = new Map(prediction === undefined ? [] : [[shapeKey(shape), prediction]]);
  const judged = judgeEntries([entry], predictions);
  return { ...judged[0], runs: listRuns(judged) };
}

describe('judgeEntries', () => {
  const step = { predictedSeconds: 4, sensitivities: { stepTime: 1 } };

  it('uses runs that the model has answered for, and waits for the others', () => {
    expect(judge(entryOf(shape, null))).toMatchObject({ isAwaited: true, runs: [] });
    expect(judge(entryOf(shape, null), step).runs).toEqual([
      { ...step, measuredSeconds: 4.4, configuration: shapeKey(shape) },
    ]);
    expect(judge(entryOf(null, null), step)).toMatchObject({ isAwaited: false, problem: null, runs: [] });
  });

  it('leaves out what cannot be estimated, and what was entered for another plan', () => {
    expect(judge(entryOf(shape, null), { problem: 'Too many.' })).toMatchObject({ problem: 'Too many.', runs: [] });
    expect(judge(entryOf(shape, 4.1), step).runs).toHaveLength(1);
    const stale = judge(entryOf(shape, 9), step);
    expect(stale.problem).toContain('no longer compares');
    expect(stale.runs).toEqual([]);
  });
});

describe('planOfRun', () => {
  it('is the plan itself for its own shape, without its calibration', () => {
    expect(planOfRun(plan, shape)).toEqual({
      ...plan,
      calibration: null,
      strategy: { ...plan.strategy, acceleratorsUsed: 64 },
    });
  });

  it('takes off what a small run cannot have', () => {
    const large = {
      ...plan,
      strategy: { ...plan.strategy, schedule: 'interleaved', virtualStages: 4, shardingGroupSize: 8 },
    } as const;
    const small = planOfRun(large, { ...shape, accelerators: 16, tensor: 4, pipeline: 1, context: 1 });
    expect(small.strategy).toMatchObject({ schedule: '1f1b', virtualStages: 1, shardingGroupSize: null, tensor: 4 });
    expect(planOfRun(large, { ...shape, pipeline: 2 }).strategy).toMatchObject({ schedule: 'interleaved' });
  });

  it('says what a run was in a few words', () => {
    expect(describeShape({ ...shape, tensor: 8, context: 2, pipeline: 4, expert: 1 })).toContain(
      '64 accelerators, tensor 8, context 2, pipeline 4, micro-batch',
    );
  });
});
