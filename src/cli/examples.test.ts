/** Every example plan, from its file to its figures: it opens unmended, is drawn tidily, and comes near what was published. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planFromFile } from '../codec/plan-file.ts';
import type { Block, PlanDocument } from '../domain/plan/plan-document.ts';
import { estimatePlan } from './estimate-plan.ts';
import { loadCatalog } from './load-catalog.ts';
import { loadEngine } from './load-engine.ts';

const FOLDER = new URL('../../public/examples/', import.meta.url);

interface ExampleEntry {
  readonly id: string;
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly source: string;
  readonly published: readonly {
    readonly figure: string;
    readonly value: number;
    readonly unit: string;
    readonly source: string;
  }[];
}

const { examples } = JSON.parse(readFileSync(new URL('index.json', FOLDER), 'utf8')) as { examples: ExampleEntry[] };
const catalog = loadCatalog();
const engine = loadEngine();

function open(file: string): PlanDocument {
  const parsed = planFromFile(readFileSync(new URL(file, FOLDER), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  expect(parsed.repairs).toEqual([]);
  return parsed.plan;
}

function figureAt(output: object, path: string): number {
  const value = path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], output);
  if (typeof value !== 'number') throw new Error(`there is no figure ${path}`);
  return value;
}

describe('the examples', () => {
  it('are listed, each once', () => {
    const files = readdirSync(FOLDER).filter((file) => file !== 'index.json');
    expect(examples.map((example) => example.file).sort()).toEqual(files.sort());
    expect(new Set(examples.map((example) => example.id)).size).toBe(examples.length);
  });

  it.each(examples.map((example) => [example.id, example] as const))(
    '%s comes near what was published',
    async (_id, example) => {
      const plan = open(example.file);
      expect(plan.name).toBe(example.name);
      expect(plan.notes).toContain('Published run');
      const result = await estimatePlan(plan, catalog, engine);
      if (!result.ok) throw new Error(JSON.stringify(result.failure));
      expect(result.output.memory.fits).toBe(true);
      expect(result.output.warnings.map((warning) => warning.code).filter((code) => code !== 'uneven-stages')).toEqual(
        [],
      );
      expect(example.published.length).toBeGreaterThan(0);
      for (const { figure, value } of example.published) {
        const error = figureAt(result.output, figure) / value - 1;
        expect(Math.abs(error), `${figure}: ${(100 * error).toFixed(1)} %`).toBeLessThan(0.25);
      }
    },
  );

  it.each(examples.map((example) => [example.id, example] as const))('%s is drawn tidily', (_id, example) => {
    const { blocks } = open(example.file).drawing;
    const all = Object.values(blocks);
    for (const block of all) {
      const parent = block.parent === null ? undefined : blocks[block.parent];
      if (parent !== undefined) {
        expect(block.x, block.id).toBeGreaterThanOrEqual(16);
        expect(block.y, block.id).toBeGreaterThanOrEqual(32);
        expect(block.x + block.width, block.id).toBeLessThanOrEqual(parent.width - 16);
        expect(block.y + block.height, block.id).toBeLessThanOrEqual(parent.height - 16);
      }
      for (const other of all) {
        if (other.parent === block.parent && other.id < block.id) expect(overlap(block, other), block.id).toBe(false);
      }
    }
  });
});

function overlap(a: Block, b: Block): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
