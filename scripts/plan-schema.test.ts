import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parsePlan } from '../src/codec/parse-plan.ts';
import { planToFile } from '../src/codec/plan-file.ts';
import { createRandomPlan } from '../src/domain/plan/testing/random-plan.ts';
import { createPlanSchemaText, PLAN_SCHEMA_PATH } from './plan-schema.ts';

const compileSchema = (path: string) =>
  new Ajv({ strict: true, allErrors: true }).compile(JSON.parse(readFileSync(path, 'utf8')));

const newest = compileSchema(PLAN_SCHEMA_PATH);

function findErrors(document: unknown, validate = newest): string[] {
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

describe('plan schema', () => {
  it('is up to date (else: npm run generate:schema)', () => {
    expect(readFileSync(PLAN_SCHEMA_PATH, 'utf8')).toBe(createPlanSchemaText());
  });

  it('takes the goldens and every valid plan', () => {
    const goldens = readdirSync('src/codec/golden').filter((name) => name.endsWith('.json'));
    expect(goldens).toEqual(expect.arrayContaining(['plan-v1.json', 'plan-v2.json', 'plan-v3.json', 'plan-v4.json']));
    for (const name of goldens) {
      const document = readJson(`src/codec/golden/${name}`) as { version: number };
      const schema = compileSchema(`public/schema/plan-v${document.version}.schema.json`);
      expect(findErrors(document, schema), name).toEqual([]);
    }
    for (let seed = 0; seed < 100; seed++) {
      expect(findErrors(JSON.parse(planToFile(createRandomPlan(seed)))), `seed ${seed}`).toEqual([]);
    }
  });

  it('takes the examples that come with the program, as the program does', () => {
    const folder = 'public/examples';
    const names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== 'index.json');
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const document = readJson(`${folder}/${name}`);
      expect(findErrors(document), name).toEqual([]);
      expect(parsePlan(document), name).toMatchObject({ ok: true, repairs: [] });
    }
  });

  it('refuses what the program refuses', () => {
    const plan = JSON.parse(planToFile(createRandomPlan(34))) as Record<string, Record<string, unknown>>;
    const broken = [
      { ...plan, version: 3 },
      { ...plan, format: 'other' },
      { ...plan, strategy: { ...plan.strategy, tensor: 0 } },
      { ...plan, strategy: { ...plan.strategy, tensor: 1.5 } },
      { ...plan, workload: { ...plan.workload, trainingTokens: 0 } },
      { ...plan, workload: { ...plan.workload, model: { kind: 'catalog' } } },
      { ...plan, schedule: { orderDate: '2027-02-30', stages: [] } },
      { ...plan, schedule: { orderDate: null, stages: [{}] } },
      { ...plan, drawing: { blocks: { 'a b': {} }, links: {} } },
    ];
    for (const [number, document] of broken.entries())
      expect(findErrors(document), `document ${number}`).not.toEqual([]);
  });
});
