import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { estimatePlan } from '../../cli/estimate-plan.ts';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { loadEngine } from '../../cli/load-engine.ts';
import { templatePlan } from '../../cli/testing/estimate-plan.ts';
import { createAssumptionContext } from '../assumptions/assumption-context.ts';
import { resolveEconomyInputs } from '../assumptions/resolve-economy-inputs.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { countBillOfMaterials } from '../topology/bill-of-materials.ts';
import type { BillLine } from './bill-line.ts';
import { listDrawnLines } from './drawn-lines.ts';
import { priceKey } from './unit-price.ts';
import { writeBillCsv } from './write-bill-csv.ts';

const catalog = loadCatalog();
const TODAY = '2026-11-21';

function withAssumptions(plan: PlanDocument, assumptions: Partial<PlanDocument['assumptions']>): PlanDocument {
  return { ...plan, assumptions: { choices: {}, overrides: {}, ...assumptions } };
}

function linesOf(plan: PlanDocument): readonly BillLine[] {
  return listDrawnLines(createAssumptionContext(plan, catalog, countBillOfMaterials(plan.drawing, catalog)));
}

function inputsOf(plan: PlanDocument) {
  return resolveEconomyInputs(plan, catalog, countBillOfMaterials(plan.drawing, catalog)).inputs;
}

describe('prices by piece', () => {
  it('have keys that a plan can hold, each its own', () => {
    const { systems, switches, cables, accelerators } = catalog.catalog;
    const keys = [...systems, ...switches, ...cables, ...accelerators].map(({ id }) => priceKey(id));
    for (const key of keys) expect(key).toMatch(/^[\w.-]{1,40}$/);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the bill of materials', () => {
  const plan = templatePlan('two-sites');

  it('counts optics at both ends with their fibre, and nothing for circuits that are leased', () => {
    const lines = linesOf(plan);
    const of = (id: string): number => lines.find(({ catalogId }) => catalogId === id)?.quantity ?? 0;
    expect(of('tr-400g-sr4')).toBe(2 * of('fiber-trunk'));
    expect(of('dgx-h100')).toBe(112);
    expect(of('qm9700')).toBe(2 * (4 + 8 + 16));
    expect(lines.some(({ name }) => /regional/i.test(name))).toBe(false);
  });

  it('sums to the capital for any prices, and a price changes only its own line', () => {
    const lines = linesOf(plan);
    const keys = lines.map((line) => line.priceKey ?? '');
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.double({ min: 0, max: 1e9, noNaN: true }), (key, usd) => {
        const own = withAssumptions(plan, { overrides: { [key]: usd } });
        const changed = linesOf(own);
        const sum = changed.reduce((total, { amountUsd }) => total + amountUsd, 0);
        const capital = inputsOf(own).cost.capital.reduce((total, item) => total + item.usd, 0);
        expect(Math.abs(sum - capital)).toBeLessThanOrEqual(1e-9 * Math.max(capital, 1));
        for (const [index, line] of changed.entries()) {
          if (line.priceKey === key) expect(line).toMatchObject({ unitUsd: usd, isDefault: false });
          else expect(line).toEqual(lines[index]);
        }
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});

describe('spot', () => {
  const plan = templatePlan('two-sites');
  const spot = withAssumptions(plan, { choices: { rentalCommitment: 'spot' } });
  const causesOf = (which: PlanDocument): readonly { readonly origin: string }[] => inputsOf(which).reliability.causes;

  it('is cheaper, and is interrupted by its provider', () => {
    expect(inputsOf(spot).cost.rentUsdPerAcceleratorHour).toBeLessThan(inputsOf(plan).cost.rentUsdPerAcceleratorHour);
    expect(causesOf(plan).some(({ origin }) => origin === 'provider')).toBe(false);
    expect(causesOf(spot).filter(({ origin }) => origin === 'provider')).toHaveLength(1);
  });

  it('gives the stated chance within a month of 730 hours', () => {
    const own = withAssumptions(plan, { choices: { rentalCommitment: 'spot' }, overrides: { spotTakenBack: 0.175 } });
    const cause = inputsOf(own).reliability.causes.find(({ origin }) => origin === 'provider');
    expect(1 - Math.exp(-730 * (cause?.interruptionsPerComponentHour ?? 0))).toBeCloseTo(0.175, 12);
    expect(cause?.components).toBe(112);
  });

  it('does not interrupt what is owned', () => {
    const owned = withAssumptions(plan, { choices: { rentalCommitment: 'spot', paymentBasis: 'own' } });
    expect(causesOf(owned).some(({ origin }) => origin === 'provider')).toBe(false);
  });
});

describe('money on the command line', () => {
  let output: Extract<Awaited<ReturnType<typeof estimatePlan>>, { readonly ok: true }>['output'];
  beforeAll(async () => {
    const plan = withAssumptions(templatePlan('two-sites'), {
      choices: { currency: 'EUR', facility: 'facility_per_MW.ai_facility', rentalCommitment: 'reserved' },
      overrides: { exchangeRate: 0.9, rentRate: 1.25, onDemandRate: 2.95, committedUtilization: 0.8 },
    });
    const result = await estimatePlan(plan, catalog, loadEngine(), null, TODAY);
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    output = result.output;
  }, 120_000);

  it('prints a bill that sums to the capital, the building included', () => {
    const { bill, cost, power } = output;
    const sum = bill.reduce((total, { amountUsd }) => total + amountUsd, 0);
    expect(Math.abs(sum / cost.capitalUsd - 1)).toBeLessThan(1e-9);
    const building = bill.find(({ group }) => group === 'facility');
    expect(building?.quantity).toBeCloseTo(power.peakItWatts / 1000, 6);
    const colocation = cost.owned.components.find(({ key }) => key === 'colocation');
    expect(colocation?.amount).toBe(0);
  });

  it('converts by the rate, states the discount, and pays idle hours', () => {
    const { cost } = output;
    expect(cost.currency).toEqual({ code: 'EUR', symbol: '€', perUsd: 0.9 });
    expect(cost.inCurrency.headline).toBeCloseTo(cost.headlineUsd * 0.9, 6);
    expect(cost.discountAgainstOnDemand).toBeCloseTo(0.576, 3);
    const amountOf = (key: string): number => cost.rented.components.find((each) => each.key === key)?.amount ?? 0;
    expect(amountOf('idle')).toBeCloseTo(0.25 * (amountOf('accelerators') + amountOf('spares')), 4);
  });

  it('says how old prices are on the given day', () => {
    const traffic = output.cost.prices.find(({ path }) => path.endsWith('interSiteUsdPerGb'));
    expect(traffic).toMatchObject({ isOld: true, ageMonths: 34, age: 'price of Jan 2024, 34 months old' });
  });
});

describe('writeBillCsv', () => {
  const line: BillLine = {
    group: 'systems',
    catalogId: 'x',
    priceKey: 'price.x',
    name: '=HYPERLINK("http://example.org")',
    quantity: 3,
    unit: 'pieces',
    unitUsd: 10.5,
    amountUsd: 31.5,
    source: 'a, b\nand "c"',
    asOf: '2024-08',
    isChecked: false,
    isDefault: true,
    defaultUnitUsd: 10.5,
  };

  it('quotes, doubles quotes, and lets nothing run as a formula', () => {
    const text = writeBillCsv([line], { code: 'EUR', symbol: '€', perUsd: 2 }, TODAY);
    const rows = text.split('\r\n');
    expect(rows[1]).toContain('"\'=HYPERLINK(""http://example.org"")"');
    expect(rows[1]).toContain(',21,63,"EUR",10.5,31.5,"2024-08","price of Aug 2024, 27 months old","yes",');
    expect(text).toContain('"a, b\nand ""c"""');
    for (const start of ['=', '+', '-', '@', '\t', '\r']) {
      expect(writeBillCsv([{ ...line, name: `${start}1` }], { code: 'USD', symbol: '$', perUsd: 1 }, TODAY)).toContain(
        `"'${start}1"`,
      );
    }
  });
});
