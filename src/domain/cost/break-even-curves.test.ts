import { describe, expect, it } from 'vitest';
import type { CostEstimate } from '../estimate/cost-estimate.ts';
import { curvesOverUse, curvesOverYears } from './break-even-curves.ts';

const breakEven = {
  utilization: 0.5,
  hoursPerYear: 4380,
  paybackYears: -Math.log(1 - (0.1 * 1e6) / 300_000) / Math.log(1.1),
  paybackHours: 0,
  rentUsdPerHourInUse: 100,
  ownedFixedUsdPerYear: 0.5 * 8760 * 90,
  electricityUsdPerHour: 10,
};

describe('curves of renting and owning', () => {
  it('cross where the break-even share says', () => {
    const { points, crossing } = curvesOverUse({ breakEven }, 10);
    expect(crossing).toBe(0.5);
    for (const { at, rentUsd, ownUsd } of points) {
      expect(rentUsd).toBe(10);
      if (Math.abs(at - 0.5) > 1e-9) expect(ownUsd > rentUsd).toBe(at < 0.5);
    }
    expect(curvesOverUse({ breakEven: { ...breakEven, utilization: 1.4 } }, 10).crossing).toBeNull();
  });

  it('cross after the payback, starting from nothing rented and everything bought', () => {
    const hours = 8760 * 0.8;
    const running = 90 * hours - 300_000;
    const cost = {
      breakEven: { ...breakEven, ownedFixedUsdPerYear: running + 50_000 },
      capitalUsedUsd: 1e6,
      capitalRecoveryUsdPerYear: 50_000,
    } as CostEstimate;
    const { points, crossing } = curvesOverYears(cost, { utilization: 0.8, interestPerYear: 0.1, years: 8 });
    expect(points[0]).toMatchObject({ rentUsd: 0, ownUsd: 1e6 });
    for (const { at, rentUsd, ownUsd } of points) expect(ownUsd > rentUsd).toBe(at < (crossing ?? 0));
  });
});
