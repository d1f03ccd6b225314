/** Plans to measure with: an example, and clusters of any size. */
import { readFileSync } from 'node:fs';
import { loadCatalog } from '../src/cli/load-catalog.ts';
import { planFromFile } from '../src/codec/plan-file.ts';
import { compileScenario } from '../src/domain/estimate/compile-scenario.ts';
import type { Scenario } from '../src/domain/estimate/scenario.ts';
import { createEmptyPlan } from '../src/domain/plan/create-empty-plan.ts';
import type { PlanDocument } from '../src/domain/plan/plan-document.ts';
import { type BlockSketch, buildDrawing, type LinkSketch } from '../src/domain/topology/build-drawing.ts';

/** The plan of an example by its id. */
export function openExample(id: string): PlanDocument {
  const parsed = planFromFile(readFileSync(new URL(`../public/examples/${id}.json`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.plan;
}

/** The scenario of a plan that compiles. */
export function compileOrThrow(plan: PlanDocument): Scenario {
  const compiled = compileScenario(plan, loadCatalog());
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.scenario;
}

/** A cluster of about so many accelerators: rows of DGX H100 under leaves and a spine. */
export function drawCluster(accelerators: number): PlanDocument {
  const nodes = Math.max(1, Math.round(accelerators / 8));
  const rows = Math.max(1, Math.round(nodes / 32));
  const plan = createEmptyPlan(`${accelerators} accelerators`);
  plan.strategy.tensor = 8;
  plan.workload.globalBatchSequences = 4 * rows * Math.ceil(nodes / rows);
  plan.drawing = buildDrawing(
    [
      { id: 'row', kind: 'row', count: rows, width: 480, height: 320 },
      { id: 'leaf', kind: 'switch', parent: 'row', count: 8, catalogId: 'qm9700', x: 24, y: 56, width: 240 },
      {
        id: 'node',
        kind: 'node',
        parent: 'row',
        count: Math.ceil(nodes / rows),
        catalogId: 'dgx-h100',
        x: 24,
        y: 160,
        width: 432,
        height: 136,
      },
      { id: 'spine', kind: 'switch', count: 64, catalogId: 'qm9700', x: 560, y: 0, width: 208 },
    ],
    [
      { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
      { from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 32, pattern: 'spread' },
    ],
  );
  return plan;
}

/** A plan of so many blocks, none like the other: what a link has to carry. */
export function drawManyBlocks(blocks: number): PlanDocument {
  const plan = createEmptyPlan(`Plan of ${blocks} blocks`);
  const racks = Math.max(1, Math.round(blocks / 5));
  const sketches = Array.from({ length: blocks }, (_, at) => {
    const rack = Math.floor(at / 5);
    if (at % 5 === 0)
      return { id: `b${at}`, kind: 'rack' as const, name: `Rack ${rack + 1}`, x: rack * 260, width: 240, height: 420 };
    const isSwitch = at % 5 === 1;
    return {
      id: `b${at}`,
      kind: isSwitch ? ('switch' as const) : ('node' as const),
      name: isSwitch ? `Leaf ${rack + 1}` : `Node ${rack + 1}.${at % 5}`,
      parent: `b${rack * 5}`,
      count: 1 + (at % 7),
      catalogId: isSwitch ? 'qm9700' : 'dgx-h100',
      x: 24,
      y: 56 + 88 * ((at % 5) - 1),
    };
  });
  const links = sketches
    .filter((sketch, at) => at % 5 > 1 && sketch.kind === 'node')
    .map((sketch) => ({
      from: sketch.id,
      to: `b${Math.floor(Number(sketch.id.slice(1)) / 5) * 5 + 1}`,
      catalogId: 'ib-ndr',
      cablesPerInstance: 8,
      pattern: 'rails' as const,
    }));
  plan.drawing = buildDrawing(sketches.slice(0, Math.max(racks, blocks)), links);
  return plan;
}

/** Forty racks of seven systems and a leaf, each drawn on its own, under forty spines: 400 blocks and 800 links, all with words. */
export function drawLinkedRacks(): PlanDocument {
  const plan = createEmptyPlan('400 blocks and 800 links');
  const blocks: BlockSketch[] = [];
  const links: LinkSketch[] = [];
  for (let rack = 0; rack < 40; rack++) {
    const [column, row] = [rack % 10, Math.floor(rack / 10)];
    blocks.push(
      { id: `rack-${rack}`, kind: 'rack', x: column * 900, y: 360 + row * 480, width: 860, height: 360 },
      { id: `leaf-${rack}`, kind: 'switch', parent: `rack-${rack}`, catalogId: 'qm9700', x: 20, y: 48, width: 208 },
    );
    for (let system = 0; system < 7; system++) {
      const id = `system-${rack}-${system}`;
      const [x, y] = [20 + (system % 4) * 208, 176 + Math.floor(system / 4) * 96];
      blocks.push({ id, kind: 'node', parent: `rack-${rack}`, catalogId: 'dgx-h100', x, y, width: 176, height: 80 });
      links.push({ from: id, to: `leaf-${rack}`, catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'single' });
    }
    blocks.push({ id: `spine-${rack}`, kind: 'switch', catalogId: 'qm9700', x: rack * 226, y: 0, width: 208 });
    for (let spine = 0; spine < 13; spine++) {
      const to = `spine-${(rack + 3 * spine) % 40}`;
      links.push({ from: `leaf-${rack}`, to, catalogId: 'ib-ndr', cablesPerInstance: 1, pattern: 'single' });
    }
  }
  plan.strategy.tensor = 8;
  plan.workload.globalBatchSequences = 1120;
  plan.drawing = buildDrawing(blocks, links);
  return plan;
}
