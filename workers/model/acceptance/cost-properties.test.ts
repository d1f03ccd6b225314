/** What must hold for any prices. */
import '../../build/portable-globals.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EconomyInputs } from '../../../src/domain/assumptions/economy-inputs.ts';
import type { EconomyEstimate } from '../../runtime/unpack-economy.ts';
import { annuityPerYear, straightLinePerYear } from '../cost/capital-recovery.ts';
import { paybackYears } from '../cost/payback.ts';
import { arbitraryEconomy, between, estimate, expectClose, RUNS, sum } from './testing/arbitrary-economy.ts';

describe('money', () => {
  it('sums components to totals, and heads the page with the chosen basis', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const { cost, run, reliability } = estimate(inputs, step);
        expectClose(sum(cost.rented.components), cost.rented.totalUsd);
        expectClose(sum(cost.owned.components), cost.owned.totalUsd);
        const shown = inputs.cost.basis === 'rent' ? cost.rented : cost.owned;
        expect(cost.headlineUsd).toBe(shown.totalUsd);
        for (const way of [cost.rented, cost.owned]) {
          expectClose((way.usdPerMillionTokens * step.tokens) / 1e6, way.totalUsd);
          expectClose(way.usdPerAcceleratorHour * run.acceleratorHours, way.totalUsd);
          const useful = run.acceleratorHours * step.modelFlopsUtilization * reliability.goodput;
          if (useful > 1e-300) expectClose(way.usdPerUsefulAcceleratorHour * useful, way.totalUsd);
        }
        expect(cost.usdPerMillionTokens).toBe(shown.usdPerMillionTokens);
        const bought = sum(inputs.cost.capital.map((item) => ({ amount: item.usd })));
        expectClose(bought + cost.facilityUsd, cost.capitalUsd);
        expectClose(cost.inCurrency.headline / inputs.cost.currency.perUsd, cost.headlineUsd);
      }),
      RUNS,
    );
  });

  it('pays idle hours of a commitment once: the total is what all its hours cost', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const { cost, run } = estimate(inputs, step);
        const amountOf = (key: string): number => cost.rented.components.find((entry) => entry.key === key)!.amount;
        const paidHours =
          ((step.accelerators + inputs.cost.spareAccelerators) * (run.wallSeconds / 3600)) /
          inputs.cost.committedUtilization;
        expectClose(
          amountOf('accelerators') + amountOf('spares') + amountOf('idle'),
          paidHours * inputs.cost.rentUsdPerAcceleratorHour,
        );
      }),
      RUNS,
    );
  });

  it('charges traffic by one path only, and the same to both ways of paying', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const { cost, run } = estimate(inputs, step);
        const of = (list: typeof cost.rented.components): number => list.find(({ key }) => key === 'traffic')!.amount;
        const { interSitePath, egressBytes, egressUsdPerByte } = inputs.cost;
        const byBytes = inputs.cost.interSiteBytesPerStep * step.steps * inputs.cost.interSiteUsdPerByte;
        const byMonths = inputs.cost.leasedLinesUsdPerMonth * (run.wallSeconds / ((365 * 86_400) / 12));
        const between = interSitePath === 'provider' ? byBytes : interSitePath === 'leased-lines' ? byMonths : 0;
        expectClose(of(cost.rented.components), between + egressBytes * egressUsdPerByte);
        expect(of(cost.owned.components)).toBe(of(cost.rented.components));
      }),
      RUNS,
    );
  });

  it('never falls with any price', () => {
    fc.assert(
      fc.property(arbitraryEconomy, between(1, 3), ({ inputs, step }, factor) => {
        const before = estimate(inputs, step).cost;
        const dearer = (cost: Partial<EconomyInputs['cost']>): EconomyEstimate['cost'] =>
          estimate({ ...inputs, cost: { ...inputs.cost, ...cost } }, step).cost;
        const floor = 1 - 1e-9;
        const rent = inputs.cost.rentUsdPerAcceleratorHour * factor;
        expect(dearer({ rentUsdPerAcceleratorHour: rent }).rented.totalUsd).toBeGreaterThanOrEqual(
          before.rented.totalUsd * floor,
        );
        for (const changed of [
          { electricityUsdPerKilowattHour: inputs.cost.electricityUsdPerKilowattHour * factor },
          { interestPerYear: inputs.cost.interestPerYear * factor },
          { staffUsdPerYear: inputs.cost.staffUsdPerYear * factor },
          { colocationUsdPerKilowattMonth: inputs.cost.colocationUsdPerKilowattMonth * factor },
          { ownedUtilization: inputs.cost.ownedUtilization / factor },
        ]) {
          expect(dearer(changed).owned.totalUsd).toBeGreaterThanOrEqual(before.owned.totalUsd * floor);
        }
      }),
      RUNS,
    );
  });

  it('breaks even where a year of owning costs what a year of renting does', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const still = { ...inputs.cost, storageUsdPerMonth: 0, interSitePath: 'not-charged' as const, egressBytes: 0 };
        const { cost, power, run } = estimate({ ...inputs, cost: still }, step);
        fc.pre(Number.isFinite(cost.breakEvenUtilization) && cost.breakEvenUtilization > 1e-9);
        const years = run.wallSeconds / 3600 / 8760;
        const energy = cost.owned.components.find((entry) => entry.key === 'energy')!.amount;
        const fixedPerYear = ((cost.owned.totalUsd - energy) / years) * inputs.cost.ownedUtilization;
        const owning = fixedPerYear / cost.breakEvenUtilization + energy / years;
        expect(Math.abs(owning / (cost.rented.totalUsd / years) - 1)).toBeLessThan(1e-6);
        expect(power.energyJoules).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  it('has paid for itself after the years of depreciation, where it is used as much as breaks even', () => {
    fc.assert(
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        const { depreciationYears } = inputs.cost;
        const plain = { ...inputs.cost, residualFraction: 0, facilityYears: depreciationYears };
        const { breakEven } = estimate({ ...inputs, cost: plain }, step).cost;
        fc.pre(Number.isFinite(breakEven.utilization) && breakEven.utilization > 1e-6);
        const atBreakEven = { ...plain, ownedUtilization: breakEven.utilization };
        const { cost } = estimate({ ...inputs, cost: atBreakEven }, step);
        fc.pre(cost.capitalUsedUsd > 1e-3 * (cost.breakEven.ownedFixedUsdPerYear + 1));
        expect(Math.abs(cost.breakEven.paybackYears / depreciationYears - 1)).toBeLessThan(1e-6);
        expectClose(cost.breakEven.paybackHours, cost.breakEven.paybackYears * breakEven.hoursPerYear);
      }),
      RUNS,
    );
  });

  it('is the inverse of the annuity, and without interest the capital over the savings', () => {
    fc.assert(
      fc.property(between(1e3, 1e9), between(0.5, 30), between(1e-6, 0.3), (capital, years, interest) => {
        const saved = annuityPerYear(capital, 0, years, interest);
        expect(Math.abs(paybackYears(capital, saved, interest) / years - 1)).toBeLessThan(1e-6);
        expectClose(paybackYears(capital, saved, 0), capital / saved);
        expect(paybackYears(capital, capital * interest * 0.99, interest)).toBe(Number.POSITIVE_INFINITY);
        expect(paybackYears(capital, saved * 1.1, interest)).toBeLessThan(years);
      }),
      RUNS,
    );
  });

  it('pays the capital back with its interest over the years', () => {
    fc.assert(
      fc.property(
        between(1e3, 1e9),
        between(0, 0.5),
        fc.integer({ min: 1, max: 10 }),
        between(1e-4, 0.3),
        (c, s, n, i) => {
          let owed = c;
          for (let year = 0; year < n; year += 1) owed = owed * (1 + i) - annuityPerYear(c, s, n, i);
          expect(Math.abs(owed - s * c)).toBeLessThan(1e-6 * c);
          expect(annuityPerYear(c, s, n, i)).toBeGreaterThan(straightLinePerYear(c, s, n));
          expectClose(annuityPerYear(c, s, n, 0), straightLinePerYear(c, s, n));
        },
      ),
      RUNS,
    );
  });
});
