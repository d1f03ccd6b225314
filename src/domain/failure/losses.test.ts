/** What losses cost and what helps against them, with the figures of the model. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { loadEngine } from '../../cli/load-engine.ts';
import { createAssumptionContext } from '../assumptions/assumption-context.ts';
import { compileScenario } from '../estimate/compile-scenario.ts';
import type { PlanDocument } from '../plan/plan-document.ts';
import { LLAMA3_405B_16K } from '../plan/templates/llama3-405b-16k.ts';
import { TWO_SITES } from '../plan/templates/two-sites.ts';
import { countBillOfMaterials } from '../topology/bill-of-materials.ts';
import { planAfter } from '../topology/checks/choose-mend.ts';
import { describeFleet } from './fleet-rates.ts';
import { loseItems } from './lose-items.ts';
import { assessLoss, type Loss, type LossGround, prepareLosses } from './loss.ts';
import { withoutParts } from './lost-parts.ts';
import { type LossRow, rankLosses } from './rank-losses.ts';
import { type RemedyRow, tryRemedies } from './try-remedies.ts';

const CATALOG = loadCatalog();
const ENGINE = loadEngine();

async function figuresOf(plan: PlanDocument) {
  const compiled = compileScenario(plan, CATALOG);
  if (!compiled.ok) return null;
  const answer = await ENGINE.estimate(1, compiled.scenario);
  return answer.ok ? { scenario: compiled.scenario, estimate: answer.value } : null;
}

async function groundOf(plan: PlanDocument): Promise<LossGround> {
  const figures = await figuresOf(plan);
  if (figures === null) throw new Error('the plan has no figures');
  return prepareLosses(plan, CATALOG, figures.scenario, figures.estimate);
}

async function loseOf(ground: LossGround, ids: readonly string[], extent: 'one' | 'all' = 'one'): Promise<Loss> {
  const items = loseItems(ground, ids, extent);
  if (items === null) throw new Error(`nothing of ${ids}`);
  const without = items.effect === 'slows' ? await stepWithout(ground, items.lost) : null;
  return assessLoss(ground, items, without);
}

async function stepWithout({ plan }: LossGround, lost: Parameters<typeof withoutParts>[1]): Promise<number | null> {
  const figures = await figuresOf({ ...plan, drawing: withoutParts(plan.drawing, lost) });
  return figures?.estimate.step.seconds ?? null;
}

describe('losses of Llama 3 on its cluster', () => {
  let ground: LossGround;
  let rows: readonly LossRow[];
  beforeAll(async () => {
    ground = await groundOf(LLAMA3_405B_16K.create());
    rows = await rankLosses(ground, (lost) => stepWithout(ground, lost));
  }, 60_000);

  it('stops with one leaf switch, and takes its two machines', async () => {
    const loss = await loseOf(ground, ['tor']);
    expect(loss).toMatchObject({ effect: 'stops', acceleratorsLost: 16, machinesLost: 2, hasReplacement: true });
    const { recoverySeconds } = ground.estimate.reliability;
    expect(loss.recoverySeconds).toBeCloseTo(recoverySeconds, 6);
    expect(loss.acceleratorHours).toBeCloseTo((16_384 * (recoverySeconds + loss.redoneSeconds)) / 3600, 6);
  });

  it('rank accelerators worst, and add up to what the closed form loses to failures', () => {
    expect(rows[0]?.kind).toBe('accelerator');
    const lost = ground.estimate.reliability.lostShares
      .filter(({ key }) => !['checkpoint-writing', 'planned-stops', 'startup'].includes(key))
      .reduce((sum, { amount }) => sum + amount, 0);
    const total = lost * ground.estimate.run.acceleratorHours;
    const ranked = rows
      .filter(({ interrupts }) => interrupts)
      .reduce((sum, { acceleratorHoursInRun }) => sum + acceleratorHoursInRun, 0);
    // The closed form has failures strike recoveries too, so that each takes a little less than by itself.
    expect(ranked / total).toBeGreaterThan(0.99);
    expect(ranked / total).toBeLessThan(1.08);
  });

  it('hold an entry for every drawn block and link', () => {
    const { blocks, links } = ground.plan.drawing;
    const listed = new Set(rows.flatMap(({ itemIds }) => itemIds));
    for (const id of [...Object.keys(blocks), ...Object.keys(links)]) expect(listed, id).toContain(id);
  });

  it('go on more slowly without one switch above the leaves', () => {
    const cluster = rows.find(({ key }) => key === 'switch cluster');
    expect(cluster).toMatchObject({ effect: 'slows', interrupts: false, recoverySeconds: 0 });
    expect(cluster?.speedFraction).toBeLessThan(1);
    expect(cluster?.speedFraction).toBeGreaterThan(0.9);
  });

  it('never lose less with more', async () => {
    const hours = async (ids: readonly string[]): Promise<number> => (await loseOf(ground, ids)).acceleratorHours;
    const chain = [
      await hours(['l4']),
      await hours(['l1']),
      await hours(['tor']),
      await hours(['rack']),
      await hours(['pod']),
      await hours(['building']),
    ];
    for (let at = 1; at < chain.length; at++) expect(chain[at]).toBeGreaterThanOrEqual((chain[at - 1] ?? 0) - 1e-9);
    expect(await hours(['rack', 'tor', 'node'])).toBeCloseTo(await hours(['rack']), 9);
    expect((await loseOf(ground, ['tor'], 'all')).acceleratorsLost).toBeGreaterThan(16_000);
  });

  it('cost nothing where nothing is lost that a step uses', async () => {
    expect(await loseOf(ground, ['l4'])).toMatchObject({ effect: 'nothing', acceleratorHours: 0, usd: 0 });
    expect(loseItems(ground, [], 'one')).toBeNull();
    expect(loseItems(ground, ['no-such-item'], 'one')).toBeNull();
  });

  it('wait for storage, which nothing takes the place of', async () => {
    const loss = await loseOf(ground, ['storage']);
    expect(loss).toMatchObject({ effect: 'stops', hasReplacement: false });
    expect(loss.recoverySeconds).toBeGreaterThan(4 * 3600);
  });

  it('are helped by second paths, at a price from the bill', async () => {
    const before = JSON.stringify(ground.plan);
    const remedies = await tryRemedies(ground, figuresOf);
    // Remedies are tried on copies: the plan stays as it is.
    expect(JSON.stringify(ground.plan)).toBe(before);
    const find = (id: string): RemedyRow => {
      const row = remedies.find((remedy) => remedy.id === id);
      if (row === undefined) throw new Error(`no remedy ${id}`);
      return row;
    };
    const path = find('second-switch tor');
    expect(path.interruptionsPerDay).toBeCloseTo(((419 - 35) / 419) * (419 / 54), 1);
    expect(path.savedUsd).toBeGreaterThan(0);
    expect(path.costUsd).toBeGreaterThan(0);
    expect(path.savedPerUsd).toBeCloseTo(path.savedUsd / (path.costUsd ?? 0), 9);
    expect(find('interval')).toMatchObject({ savedUsd: 0, costUsd: 0, command: null });
    expect(find('restart').savedSeconds).toBeGreaterThan(find('detection').savedSeconds);
    expect(find('spare').costUsd).toBeGreaterThan(0);
    const ratios = remedies.flatMap(({ savedPerUsd, savedUsd }) =>
      savedPerUsd === null || savedUsd <= 0 ? [] : [savedPerUsd],
    );
    expect(ratios).toEqual([...ratios].sort((a, b) => b - a));
    // What is offered can be done: the plan after it compiles.
    for (const { command, id } of remedies) {
      if (command !== null) expect(compileScenario(planAfter(ground.plan, command), CATALOG).ok, id).toBe(true);
    }
  }, 60_000);

  it('are mended by a better interval where a bad one is chosen', async () => {
    const { plan } = ground;
    const assumptions = { ...plan.assumptions, overrides: { checkpointIntervalSeconds: 7200 } };
    const bad = await groundOf({ ...plan, assumptions });
    const [best] = (await tryRemedies(bad, figuresOf)).filter(({ id }) => id === 'interval');
    expect(best?.command).not.toBeNull();
    expect(best?.savedUsd).toBeGreaterThan(0);
  }, 60_000);
});

describe('losses elsewhere', () => {
  it('of a whole site wait for it, as there are no spares for it', async () => {
    const ground = await groundOf(TWO_SITES.create());
    const loss = await loseOf(ground, ['east']);
    expect(loss).toMatchObject({ effect: 'stops', acceleratorsLost: 448, machinesLost: 56, hasReplacement: false });
    expect(loss.recoverySeconds).toBeGreaterThan(12 * 3600);
    const both = await loseOf(ground, ['east', 'central']);
    expect(both.acceleratorsLost).toBe(896);
  }, 60_000);
});

describe('rates of fleets', () => {
  it('show what was fitted apart from what was observed', () => {
    const plan = LLAMA3_405B_16K.create();
    const context = createAssumptionContext(plan, CATALOG, countBillOfMaterials(plan.drawing, CATALOG));
    const fleet = describeFleet(context);
    expect(fleet.perThousandNodeDays).toBeCloseTo(3.79, 2);
    expect(fleet.fittedMeanHoursBetween).toBeCloseTo(3.1, 1);
    const jobs = fleet.observed.find(({ accelerators }) => accelerators === 1024);
    expect(jobs?.meanHoursBetween).toBeCloseTo(7.9, 6);
    expect(jobs?.fittedMeanHoursBetween).toBeCloseTo(28.8, 1);
    expect(jobs?.impliedPerThousandNodeDays).toBeCloseTo(23.7, 1);
  });
});
