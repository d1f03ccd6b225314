import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import { createRandomPlan } from '../domain/plan/testing/random-plan.ts';
import { migratePlan, type PlanMigration } from './migrate-plan.ts';
import { parsePlan } from './parse-plan.ts';
import { planFromFile, planToFile } from './plan-file.ts';
import { createCalibratedPlan } from './testing/calibrated-plan.ts';
import { createSampleCluster } from './testing/sample-cluster.ts';
import { createStagedPlan } from './testing/staged-plan.ts';

/** Any JSON, for documents that a test breaks. */
interface Loose {
  // biome-ignore lint/suspicious/noExplicitAny: a broken document has no type.
  [key: string]: any;
}

function loosen(plan: unknown): Loose {
  return JSON.parse(JSON.stringify(plan)) as Loose;
}

/** The drawing of an older golden as the migrations give it. */
function withLinkExceptions(drawing: Loose): Loose {
  const links = Object.values<Loose>(drawing.links).map((link) => [link.id, { ...link, exceptions: [] }]);
  return { ...drawing, links: Object.fromEntries(links) };
}

/** The schedule that the migrations give. */
const NO_SCHEDULE = { orderDate: null, stages: [] };

function mend(document: unknown) {
  const result = parsePlan(document);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  // What was mended must pass untouched the second time.
  expect(parsePlan(result.plan)).toEqual({ ok: true, plan: result.plan, repairs: [] });
  return result;
}

describe('parsePlan', () => {
  it('leaves valid plans as they are', () => {
    for (let seed = 0; seed < 200; seed++) {
      const plan = createRandomPlan(seed);
      expect(parsePlan(plan), `seed ${seed}`).toEqual({ ok: true, plan, repairs: [] });
    }
  });

  it('clamps and rounds numbers, and says so', () => {
    const document = loosen(createSampleCluster());
    document.drawing.blocks.b1.x = 5e9;
    document.drawing.blocks.b2.count = 2.6;
    document.strategy.tensor = 0;
    document.workload.trainingTokens = -4;
    const { plan, repairs } = mend(document);
    expect(plan.drawing.blocks.b1?.x).toBe(1e6);
    expect(plan.drawing.blocks.b2?.count).toBe(3);
    expect(plan.strategy.tensor).toBe(1);
    expect(plan.workload.trainingTokens).toBe(createEmptyPlan().workload.trainingTokens);
    expect(repairs).toHaveLength(4);
    expect(repairs).toContain('drawing.blocks.b1.x was 5000000000, which is not allowed; took 1000000.');
  });

  it('fills in what is missing and names what it does not know', () => {
    const bare = { format: 'trainyard-plan', version: 1, name: 'Bare', colour: 'red', strategy: { tensr: 8 } };
    const { plan, repairs } = mend(bare);
    expect(plan).toEqual(createEmptyPlan('Bare'));
    expect(repairs).toContain('colour is not known and was left out.');
    expect(repairs).toContain('strategy.tensr is not known and was left out.');
    expect(repairs).toContain('workload was missing; took the defaults.');
  });

  it('drops dangling links, breaks cycles, lifts blocks out of what cannot hold them', () => {
    const document = loosen(createSampleCluster());
    const { blocks, links } = document.drawing;
    links.l1.to = 'gone';
    links.l2.from = 'toString';
    blocks.b1.parent = 'b2';
    blocks.b4.parent = 'b6';
    blocks.b9.parent = 'nowhere';
    const { plan, repairs } = mend(document);
    expect(Object.keys(plan.drawing.links)).toHaveLength(13);
    expect(plan.drawing.blocks.b1?.parent).toBeNull();
    expect(plan.drawing.blocks.b9?.parent).toBeNull();
    expect(repairs.join('\n')).toMatch(/A site cannot lie inside a hall: block “b1” is now at the top level/);
    expect(repairs.join('\n')).toMatch(/“nowhere”, which does not exist/);
  });

  it('lifts a block to the nearest one that may hold it, at the same place of the canvas', () => {
    const document = loosen(createSampleCluster());
    document.drawing.blocks.b4.parent = 'b7';
    const { plan } = mend(document);
    const { b1, b2, b4, b7 } = document.drawing.blocks;
    expect(plan.drawing.blocks.b4?.parent).toBe('b2');
    expect(b7.parent).toBe('b2');
    expect(plan.drawing.blocks.b4).toMatchObject({ x: b4.x + b7.x, y: b4.y + b7.y });
    expect(b1.id + b2.id).toBe('b1b2');
  });

  it('takes out exceptions that are unsound, and only those', () => {
    const document = loosen(createSampleCluster());
    const good = { index: 3, state: 'failed', speedFraction: 0 };
    const other = { ...good, index: 5 };
    document.drawing.blocks.b6.exceptions = [{}, good, { state: 'lost' }, other, good, { ...good, index: 1e6 }];
    expect(mend(document).plan.drawing.blocks.b6?.exceptions).toEqual([good, other]);
  });

  it('takes out exceptions of links that are unsound or lie beyond the drawing, and only those', () => {
    const document = loosen(createSampleCluster());
    const good = { index: 3, cable: 7, speedFraction: 0 };
    const all = { index: 31, cable: null, speedFraction: 0.5 };
    const beyond = [
      { ...good, cable: 8 },
      { ...all, index: 32 },
    ];
    document.drawing.links.l1.exceptions = [{}, good, { ...good, speedFraction: 2 }, all, good, ...beyond];
    const { plan, repairs } = mend(document);
    expect(plan.drawing.links.l1?.exceptions).toEqual([good, all]);
    expect(repairs).toEqual([
      'drawing.links.l1.exceptions held 2 that could not be read; they were left out.',
      'Link “l1” had exceptions twice, or for instances or cables that do not exist; these were left out.',
    ]);
    delete document.drawing.links.l1.exceptions;
    expect(mend(document).plan.drawing.links.l1?.exceptions).toEqual([]);
  });

  it('keeps ids safe from names that every object has', () => {
    const document = loosen(createSampleCluster());
    document.drawing.blocks.constructor = { ...document.drawing.blocks.b1, id: 'constructor' };
    document.drawing.blocks.b2.parent = 'valueOf';
    Object.defineProperty(document.drawing.blocks, '__proto__', { value: { kind: 'rack' }, enumerable: true });
    const { plan } = mend(document);
    expect(Object.hasOwn(plan.drawing.blocks, 'constructor')).toBe(false);
    expect(Object.getPrototypeOf(plan.drawing.blocks)).toBe(Object.prototype);
    expect(plan.drawing.blocks.b2?.parent).toBeNull();
  });

  it('does not put another model in the place of one that it cannot read', () => {
    const document = loosen(createSampleCluster());
    document.workload.model = { kind: 'custom', name: 'Mine', source: '', architecture: { layers: 'many' } };
    const result = parsePlan(document);
    const paths = result.ok ? [] : result.problems.map(({ path }) => path);
    expect(paths).toContain('workload.model.architecture.layers');
  });

  it('leaves a calibration out that it cannot read, rather than half of it', () => {
    const document = loosen(createCalibratedPlan());
    document.calibration.matmulRate.factor = 1e9;
    const { plan, repairs } = mend(document);
    expect(plan.calibration).toBeNull();
    expect(repairs).toEqual(['calibration could not be read and was left out.']);
    delete document.calibration;
    expect(mend(document).repairs).toEqual(['calibration was missing; took none.']);
  });

  it('mends a schedule: dates that are none, stages that are half said or too many', () => {
    const document = loosen(createStagedPlan());
    const [first, second] = document.schedule.stages;
    document.schedule.orderDate = '2027-04-31';
    document.schedule.stages = [{ ...first, globalBatchSequences: 2.4 }, { name: 'Half' }, second];
    const { plan, repairs } = mend(document);
    expect(plan.schedule).toEqual({ orderDate: null, stages: [{ ...first, globalBatchSequences: 2 }, second] });
    expect(repairs).toHaveLength(3);
    document.schedule.stages = new Array(40).fill(first);
    expect(mend(document).plan.schedule.stages).toHaveLength(12);
    delete document.schedule;
    expect(mend(document).repairs).toEqual(['schedule was missing; took the defaults.']);
  });

  it('keeps units of power and cooling where they may be, without links', () => {
    const document = loosen(createStagedPlan());
    const { blocks, links } = document.drawing;
    const node = Object.values<Loose>(blocks).find(({ kind }) => kind === 'node');
    blocks.b103.parent = node?.id;
    links.l1.to = 'b101';
    const { plan, repairs } = mend(document);
    expect(plan.drawing.blocks.b103?.parent).toBe(node?.parent);
    expect(plan.drawing.links.l1).toBeUndefined();
    expect(repairs.join('\n')).toMatch(/“b101” is a power unit, which has no ports/);
  });

  it('refuses what is no plan, too new, or too large, with a way out', () => {
    for (const value of [null, 7, [], {}, { format: 'other' }]) {
      expect(parsePlan(value)).toMatchObject({ ok: false, problems: [{ code: 'not-a-plan' }] });
    }
    expect(parsePlan({ format: 'trainyard-plan' })).toMatchObject({ problems: [{ code: 'unknown-version' }] });
    expect(parsePlan({ ...createEmptyPlan(), version: 99 })).toMatchObject({
      problems: [{ code: 'unknown-version', path: 'version', hint: expect.stringContaining('Reload') }],
    });
    const many = Object.fromEntries(Array.from({ length: 5001 }, (_, row) => [`b${row}`, {}]));
    const crowded = { ...createEmptyPlan(), drawing: { blocks: many, links: {} } };
    expect(parsePlan(crowded)).toMatchObject({ problems: [{ code: 'too-large', path: 'drawing.blocks' }] });
    const deep = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000)) as unknown;
    expect(parsePlan({ ...createEmptyPlan(), deep })).toMatchObject({ problems: [{ code: 'too-large' }] });
  });

  it('migrates step by step, in order, and says what it did', () => {
    const migrations: PlanMigration[] = [
      { from: 2, description: 'Second step.', migrate: (old) => ({ ...old, trace: `${String(old.trace)}2` }) },
      { from: 1, description: 'First step.', migrate: (old) => ({ ...old, trace: '1' }) },
      { from: 3, description: null, migrate: (old) => ({ ...old, trace: `${String(old.trace)}3` }) },
    ];
    expect(migratePlan({ version: 1 }, 1, migrations, 4)).toEqual({
      document: { version: 4, trace: '123' },
      steps: ['First step.', 'Second step.'],
    });
    expect(migratePlan({ version: 0 }, 0, migrations, 3)).toBeUndefined();
  });
});

describe('plan file', () => {
  it('gives back every plan', () => {
    for (let seed = 0; seed < 50; seed++) {
      const plan = createRandomPlan(seed);
      // JSON has no −0.
      const expected = { ok: true, plan: JSON.parse(JSON.stringify(plan)) as unknown, repairs: [] };
      expect(planFromFile(planToFile(plan))).toEqual(expected);
    }
  });

  it('opens files of version 1 for ever', () => {
    const text = readFileSync(new URL('./golden/plan-v1.json', import.meta.url), 'utf8');
    const { $schema, ...plan } = JSON.parse(text) as Loose;
    expect($schema).toBe('plan-v1.schema.json');
    expect(planFromFile(`\uFEFF${text}`)).toEqual({
      ok: true,
      plan: {
        ...plan,
        version: 4,
        calibration: null,
        schedule: NO_SCHEDULE,
        drawing: withLinkExceptions(plan.drawing),
        strategy: { ...plan.strategy, ranksTogether: null },
      },
      repairs: [],
    });
  });

  it('opens files of version 2 for ever', () => {
    const text = readFileSync(new URL('./golden/plan-v2.json', import.meta.url), 'utf8');
    const { $schema, ...plan } = JSON.parse(text) as Loose;
    expect($schema).toBe('plan-v2.schema.json');
    const drawing = withLinkExceptions(plan.drawing);
    const strategy = { ...plan.strategy, ranksTogether: null };
    expect(planFromFile(text)).toEqual({
      ok: true,
      plan: { ...plan, version: 4, drawing, strategy, schedule: NO_SCHEDULE },
      repairs: [],
    });
  });

  it('opens files of version 3 for ever', () => {
    const text = readFileSync(new URL('./golden/plan-v3.json', import.meta.url), 'utf8');
    const { $schema, ...plan } = JSON.parse(text) as Loose;
    expect($schema).toBe('plan-v3.schema.json');
    const migrated = { ...plan, version: 4, schedule: NO_SCHEDULE };
    expect(planFromFile(text)).toEqual({ ok: true, plan: migrated, repairs: [] });
    expect(plan.drawing.links.l1.exceptions).toHaveLength(2);
  });

  it('opens files of version 4 for ever', () => {
    const text = readFileSync(new URL('./golden/plan-v4.json', import.meta.url), 'utf8');
    const { $schema, ...plan } = JSON.parse(text) as Loose;
    expect($schema).toBe('plan-v4.schema.json');
    expect(planFromFile(text)).toEqual({ ok: true, plan, repairs: [] });
    expect(plan.schedule.stages).toHaveLength(2);
  });

  it('says what is wrong with files that are none', () => {
    expect(planFromFile('')).toMatchObject({ problems: [{ code: 'not-json' }] });
    expect(planFromFile('{"a": 1')).toMatchObject({ problems: [{ code: 'not-json' }] });
    expect(planFromFile(' '.repeat(5 * 1024 * 1024))).toMatchObject({ problems: [{ code: 'too-large' }] });
  });
});
