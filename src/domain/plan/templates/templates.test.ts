import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { placeDrawing } from '../../canvas/placed-drawing.ts';
import { indexCatalog } from '../../catalog/index-catalog.ts';
import { CATALOG_FILES, type CatalogFileName, parseCatalog } from '../../catalog/parse-catalog.ts';
import { compileScenario } from '../../estimate/compile-scenario.ts';
import { compileNetwork } from '../../topology/compile-network.ts';
import { type PlanDocument, PlanDocumentSchema } from '../plan-document.ts';
import { TEMPLATES } from './templates.ts';

function loadCatalog() {
  const files = Object.fromEntries(
    CATALOG_FILES.map((name) => [name, JSON.parse(readFileSync(`public/catalog/${name}`, 'utf8'))]),
  ) as Record<CatalogFileName, unknown>;
  const parsed = parseCatalog(files);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems.slice(0, 3)));
  return indexCatalog(parsed.catalog);
}

const index = loadCatalog();
const ACCELERATORS: Record<string, number> = {
  'llama3-405b-16k': 16384,
  'dgx-a100-superpod': 640,
  'dgx-h100-superpod': 1024,
  'hgx-h200-rails': 512,
  'gb200-nvl72-rows': 1152,
  'mi300x-cluster': 512,
  'tpu-v5p-slice': 1024,
  'trainium2-ultraservers': 2048,
  'two-sites': 896,
  'edge-site': 16,
};

it('holds every template once, the published run first', () => {
  expect(TEMPLATES.map(({ id }) => id)).toEqual(Object.keys(ACCELERATORS));
});

it('starts with the same plan as the published example', () => {
  const example = JSON.parse(readFileSync('public/examples/llama3-405b-16384-h100.json', 'utf8')) as PlanDocument;
  const plan = TEMPLATES[0]?.create();
  expect(plan?.drawing).toEqual(example.drawing);
  expect(plan?.workload).toEqual(example.workload);
  expect(plan?.strategy).toEqual(example.strategy);
});

describe.each(TEMPLATES)('$name', (template) => {
  const plan = template.create();
  const { blocks, links } = plan.drawing;
  const placed = placeDrawing(plan.drawing);

  it('is a valid plan, made anew each time', () => {
    expect(v.safeParse(PlanDocumentSchema, plan).issues).toBeUndefined();
    expect(template.create()).toEqual(plan);
    expect(template.create()).not.toBe(plan);
  });

  it('names only records of the catalogue', () => {
    for (const { kind, catalogId, regionId } of Object.values(blocks)) {
      if (catalogId !== null) expect((kind === 'switch' ? index.switches : index.systems).has(catalogId)).toBe(true);
      if (regionId !== null) expect(index.regions.has(regionId)).toBe(true);
    }
    for (const { catalogId } of Object.values(links)) {
      expect(index.links.has(catalogId) || index.wanClasses.has(catalogId)).toBe(true);
    }
    expect(plan.workload.model.kind === 'catalog' && index.models.has(plan.workload.model.modelId)).toBe(true);
    expect(index.catalog.softwareStacks.map(({ id }) => id)).toContain(plan.strategy.softwareStackId);
  });

  it('lies inside its containers, and no neighbours overlap', () => {
    for (const inner of placed.blocks) {
      const outer = inner.block.parent === null ? undefined : placed.byId.get(inner.block.parent);
      if (outer !== undefined) {
        expect(inner.x).toBeGreaterThanOrEqual(outer.x);
        expect(inner.y).toBeGreaterThanOrEqual(outer.y);
        expect(inner.x + inner.width).toBeLessThanOrEqual(outer.x + outer.width);
        expect(inner.y + inner.height).toBeLessThanOrEqual(outer.y + outer.height);
      }
      for (const other of placed.blocks) {
        if (other === inner || other.block.parent !== inner.block.parent) continue;
        const apart =
          inner.x + inner.width <= other.x ||
          other.x + other.width <= inner.x ||
          inner.y + inner.height <= other.y ||
          other.y + other.height <= inner.y;
        expect(apart, `${inner.block.id} and ${other.block.id}`).toBe(true);
      }
    }
  });

  it('is one connected cluster within its switches’ ports', () => {
    const network = compileNetwork(plan.drawing, index);
    expect(network.problems).toEqual([]);
    expect(network.warnings).toEqual([]);
    expect(network.accelerators).toBe(ACCELERATORS[template.id]);
  });

  it('compiles to a scenario of the performance model', () => {
    const compiled = compileScenario(plan, index);
    expect(compiled.ok ? [] : compiled.problems).toEqual([]);
  });

  it('has a strategy that divides', () => {
    const { tensor, context, pipeline, expert, microBatchSequences, acceleratorsUsed, shardingGroupSize } =
      plan.strategy;
    const accelerators = acceleratorsUsed ?? ACCELERATORS[template.id] ?? 0;
    const data = accelerators / (tensor * context * pipeline);
    expect(Number.isInteger(data)).toBe(true);
    expect(Number.isInteger((data * context * tensor) / expert)).toBe(true);
    const microBatches = plan.workload.globalBatchSequences / (data * microBatchSequences);
    expect(Number.isInteger(microBatches)).toBe(true);
    if (plan.strategy.schedule === 'interleaved') expect(microBatches % pipeline).toBe(0);
    if (shardingGroupSize !== null) expect(data % shardingGroupSize).toBe(0);
    if (plan.workload.model.kind !== 'catalog') return;
    const model = index.models.get(plan.workload.model.modelId);
    const architecture = model?.architecture;
    if (architecture === undefined || architecture === null) throw new Error('no architecture');
    expect(architecture.heads % tensor).toBe(0);
    expect(architecture.moe === null ? expert : architecture.moe.experts % expert).toBe(
      architecture.moe === null ? 1 : 0,
    );
  });
});
