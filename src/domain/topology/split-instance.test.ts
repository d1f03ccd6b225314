/** Splitting an instance off must leave the network as it is: seen from the levels, and from what broken parts leave. */
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { checkDrawing } from '../plan/check-drawing.ts';
import { splitOffInstance } from '../plan/commands/split-off-instance.ts';
import { createEmptyPlan } from '../plan/create-empty-plan.ts';
import { countBlockInstances } from '../plan/drawing/block-tree.ts';
import type { Drawing } from '../plan/plan-document.ts';
import { findSplitProblem } from '../plan/split/split-instance.ts';
import { TEMPLATES } from '../plan/templates/templates.ts';
import { createSeededRandom } from '../random/seeded-random.ts';
import { countBillOfMaterials } from './bill-of-materials.ts';
import { buildDrawing } from './build-drawing.ts';
import { compileNetwork } from './compile-network.ts';

const index = loadCatalog();

function split(drawing: Drawing, id: string, instance: number): Drawing {
  const draft = structuredClone(drawing);
  expect(findSplitProblem(draft, id, instance)).toBeNull();
  splitOffInstance(id, instance).recipe({ ...createEmptyPlan(), drawing: draft });
  expect(checkDrawing(draft)).toEqual([]);
  return draft;
}

/** What the model sees, and what there is to buy. */
function essence(drawing: Drawing) {
  const compiled = compileNetwork(drawing, index);
  const bill = countBillOfMaterials(drawing, index);
  return {
    levels: compiled.network.levels.map(({ label: _, ...level }) => ({
      ...level,
      bandwidthBytesPerSecond: Number(level.bandwidthBytesPerSecond.toPrecision(9)),
      latencySeconds: Number(level.latencySeconds.toPrecision(9)),
    })),
    accelerators: compiled.accelerators,
    computeSpeedFraction: compiled.computeSpeedFraction,
    problems: compiled.problems.map((problem) => problem.code),
    warnings: [...new Set(compiled.warnings.map((warning) => warning.code))],
    systems: bill.systems,
    switches: bill.switches,
    cables: bill.cables,
    racks: bill.racks,
  };
}

function pod(): Drawing {
  return buildDrawing(
    [
      { id: 'unit', kind: 'row', count: 4 },
      { id: 'rack', kind: 'rack', parent: 'unit', count: 8 },
      { id: 'node', kind: 'node', parent: 'rack', count: 4, catalogId: 'dgx-h100' },
      { id: 'leaf', kind: 'switch', parent: 'unit', count: 8, catalogId: 'qm9700' },
      { id: 'spine', kind: 'switch', count: 32, catalogId: 'qm9700' },
    ],
    [
      { id: 'down', from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' },
      { id: 'up', from: 'leaf', to: 'spine', catalogId: 'ib-ndr', cablesPerInstance: 32 },
    ],
  );
}

describe('splitting off an instance', () => {
  it('leaves the network of every template as it is, wherever it offers itself', () => {
    const random = createSeededRandom(7);
    let splits = 0;
    for (const template of TEMPLATES) {
      const { drawing } = template.create();
      for (const id of Object.keys(drawing.blocks)) {
        const instance = random.whole(0, countBlockInstances(drawing, id) - 1);
        if (findSplitProblem(drawing, id, instance) !== null) continue;
        splits++;
        expect(essence(split(drawing, id, instance)), `${template.id} ${id} ${instance}`).toEqual(essence(drawing));
      }
    }
    expect(splits).toBeGreaterThan(20);
  });

  it('draws one node of 128 apart, with all that is around it', () => {
    const drawing = pod();
    const apart = split(drawing, 'node', 70);
    const counts = Object.values(apart.blocks).map((block) => [block.name, block.parent, block.count]);
    // Unit 3, rack 2 in it, node 3 in that.
    expect(counts).toEqual(
      expect.arrayContaining([
        ['unit', null, 3],
        ['unit (number 3)', null, 1],
        ['rack', expect.any(String), 7],
        ['rack (number 2)', expect.any(String), 1],
        ['node', expect.any(String), 3],
        ['node (number 3)', expect.any(String), 1],
      ]),
    );
    const alone = Object.values(apart.blocks).find((block) => block.name === 'node (number 3)');
    expect(countBlockInstances(apart, alone?.id ?? '')).toBe(1);
    expect(essence(apart)).toEqual(essence(drawing));
  });

  it('takes broken parts along to where they are', () => {
    const drawing = pod();
    const { node, leaf } = drawing.blocks;
    const { down, up } = drawing.links;
    if (node === undefined || leaf === undefined || down === undefined || up === undefined) throw new Error('missing');
    node.exceptions = [
      { index: 5, state: 'failed', speedFraction: 0 },
      { index: 70, state: 'degraded', speedFraction: 0.8 },
    ];
    leaf.exceptions = [{ index: 30, state: 'degraded', speedFraction: 0.5 }];
    down.exceptions = [
      { index: 70, cable: 3, speedFraction: 0 },
      { index: 127, cable: null, speedFraction: 0.9 },
    ];
    up.exceptions = [{ index: 19, cable: 31, speedFraction: 0 }];
    const before = essence(drawing);
    for (const instance of [0, 4, 6, 64, 70, 71, 96, 127]) {
      expect(essence(split(drawing, 'node', instance)), `node ${instance}`).toEqual(before);
    }
    const apart = split(drawing, 'node', 70);
    const alone = Object.values(apart.blocks).find((block) => block.name === 'node (number 3)');
    expect(alone?.exceptions).toEqual([{ index: 0, state: 'degraded', speedFraction: 0.8 }]);
    const cables = Object.values(apart.links).find((link) => link.from === alone?.id);
    expect(cables?.exceptions).toEqual([{ index: 0, cable: 3, speedFraction: 0 }]);
  });

  it('shares the cables that end at a switch', () => {
    const drawing = pod();
    const { down } = drawing.links;
    if (down === undefined) throw new Error('missing');
    down.exceptions = [
      { index: 9, cable: 2, speedFraction: 0 },
      { index: 9, cable: 5, speedFraction: 0.5 },
    ];
    const apart = split(drawing, 'leaf', 2);
    const leaf = Object.values(apart.blocks).find((block) => block.name === 'leaf (number 3)');
    const toIt = Object.values(apart.links).find((link) => link.to === leaf?.id);
    const beside = Object.values(apart.links).find((link) => link.from === toIt?.from && link !== toIt);
    expect(toIt).toMatchObject({ cablesPerInstance: 1, exceptions: [{ index: 9, cable: 0, speedFraction: 0 }] });
    expect(beside).toMatchObject({ cablesPerInstance: 7, exceptions: [{ index: 9, cable: 4, speedFraction: 0.5 }] });
    expect(essence(apart)).toEqual(essence(drawing));
  });

  it('says why where two blocks could not be cabled like one', () => {
    const groups = buildDrawing(
      [
        { id: 'node', kind: 'node', count: 32, catalogId: 'dgx-h100' },
        { id: 'leaf', kind: 'switch', count: 4, catalogId: 'qm9700' },
      ],
      [
        { from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'single' },
        { from: 'node', to: 'node', catalogId: 'ib-ndr', cablesPerInstance: 2 },
      ],
    );
    expect(findSplitProblem(groups, 'node', 3)).toBe(
      'Each node is cabled to some of the 4 leaf only, so those would have to be drawn apart too.',
    );
    delete groups.links.l1;
    expect(findSplitProblem(groups, 'node', 3)).toMatch(/cabled to each other/);
    expect(findSplitProblem(groups, 'node', 32)).toBe('There is no such instance.');
    expect(findSplitProblem(buildDrawing([{ id: 'a', kind: 'rack' }]), 'a', 0)).toMatch(/drawn once/);
  });
});
