import { describe, expect, it } from 'vitest';
import { judgeStage } from './test-stage.ts';

describe('judgeStage', () => {
  it('counts a check without a report as one test', () => {
    expect(judgeStage(0, undefined)).toEqual({ passed: 1, failed: 0 });
    expect(judgeStage(2, undefined)).toEqual({ passed: 0, failed: 1 });
  });

  it('takes the counts of a runner', () => {
    expect(judgeStage(0, { passed: 7, failed: 0 })).toEqual({ passed: 7, failed: 0 });
    expect(judgeStage(1, { passed: 7, failed: 2 })).toEqual({ passed: 7, failed: 2 });
  });

  it('counts a crash without a failed test as one failure', () => {
    expect(judgeStage(1, { passed: 7, failed: 0 })).toEqual({ passed: 7, failed: 1 });
  });

  it('does not take a runner that ran nothing for a success', () => {
    expect(judgeStage(0, { passed: 0, failed: 0 })).toEqual({ passed: 0, failed: 1 });
  });
});
