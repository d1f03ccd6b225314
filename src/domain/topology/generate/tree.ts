/** Fat-trees and rail-optimized networks as drawings: equal groups and pods are one block each, an unequal last one is a block of its own. */
import type { SketchBlock } from '../../plan/templates/sketch.ts';
import type { FabricLink, FabricNote, FabricRefusal, FabricSketch, SiteNumbers } from './fabric-sketch.ts';
import {
  cable,
  injectionBytesPerSecond,
  planeId,
  planeName,
  planesOf,
  runAmong,
  switchBlock,
  systemBlock,
} from './system-block.ts';
import { type PodShape, shapeTree, type TreeShape } from './tree-shape.ts';

/** Builds a tree of two or three tiers. */
export function buildTree(numbers: SiteNumbers): FabricSketch | FabricRefusal {
  const shape = shapeTree(numbers);
  return 'refusal' in shape ? shape : new TreeDrawing(numbers, shape).draw();
}

/** Collects blocks and cables of one tree. */
class TreeDrawing {
  private readonly links: FabricLink[] = [];
  private readonly leafIds: string[] = [];
  private readonly spineIds: string[] = [];
  private readonly coreIds: string[] = [];

  constructor(
    private readonly numbers: SiteNumbers,
    private readonly shape: TreeShape,
  ) {}

  draw(): FabricSketch {
    const { shape, numbers } = this;
    const rows = shape.pods === null ? this.drawTwoTiers() : this.drawPods(shape.pods);
    const leaves = shape.groups * shape.rails;
    const cableBandwidth = numbers.cableBandwidthBytesPerSecond * numbers.request.planes;
    const { pods } = shape;
    const carried = [
      injectionBytesPerSecond(numbers),
      // The leaves of a lone group join all systems by themselves.
      ...(shape.groups === 1 ? [] : [leaves * shape.leafUp * cableBandwidth]),
      ...(pods === null ? [] : [pods.pods * shape.spines * pods.spineUp * cableBandwidth]),
    ];
    return {
      rows,
      links: this.links,
      innerCables: [],
      tiers: [
        { name: 'Leaf', blockIds: this.leafIds },
        { name: 'Spine', blockIds: this.spineIds },
        ...(pods === null ? [] : [{ name: 'Core', blockIds: this.coreIds }]),
      ],
      bisectionBytesPerSecond: Math.min(...carried) / 2,
      oversubscription: [
        { tier: 'leaf', ratio: shape.leafDown / shape.leafUp },
        ...(pods === null ? [] : [{ tier: 'spine', ratio: pods.spineDown / pods.spineUp }]),
      ],
      notes: this.describe(),
    };
  }

  private drawTwoTiers(): SketchBlock[][] {
    const { shape, numbers } = this;
    const spines = planesOf(numbers).map((plane) => this.drawSpine('', plane));
    return [spines, this.drawGroups('', shape.groups, shape.lastSystems)];
  }

  private drawPods(pods: PodShape): SketchBlock[][] {
    const { shape, numbers } = this;
    const cores = planesOf(numbers).map((plane) => {
      const id = planeId(numbers, plane, 'core');
      this.coreIds.push(`${numbers.prefix}${id}`);
      return switchBlock(numbers, id, planeName(numbers, plane, 'Core'), pods.cores);
    });
    const isEven = pods.lastGroups === pods.groupsPerPod && shape.lastSystems === shape.systemsPerGroup;
    const full = isEven ? pods.pods : pods.pods - 1;
    const row: SketchBlock[] = [];
    if (full > 0) row.push(this.drawPod('', full, pods, pods.groupsPerPod, shape.systemsPerGroup));
    if (!isEven) row.push(this.drawPod('last-', 1, pods, pods.lastGroups, shape.lastSystems));
    return [cores, row];
  }

  private drawPod(mark: string, count: number, pods: PodShape, groups: number, lastSystems: number): SketchBlock {
    const { numbers, shape } = this;
    const spines = planesOf(numbers).map((plane) => this.drawSpine(mark, plane));
    const name = mark === '' ? 'Pod' : 'Last pod';
    const inside = this.drawGroups(mark, groups, lastSystems, shape.systemsPerGroup);
    for (const plane of planesOf(numbers)) {
      this.links.push(
        cable(numbers, {
          from: planeId(numbers, plane, `${mark}spine`),
          to: planeId(numbers, plane, 'core'),
          cablesPerInstance: pods.spineUp,
          pattern: 'spread',
          run: 'hall',
          words: 'Spine to core',
        }),
      );
    }
    return { id: `${numbers.prefix}${mark}pod`, kind: 'hall', name, count, rows: [spines, inside] };
  }

  private drawSpine(mark: string, plane: number): SketchBlock {
    const { numbers, shape } = this;
    const id = planeId(numbers, plane, `${mark}spine`);
    this.spineIds.push(`${numbers.prefix}${id}`);
    return switchBlock(numbers, id, planeName(numbers, plane, 'Spine'), shape.spines);
  }

  /** Groups under one set of spines; the last one apart where it holds fewer systems. */
  private drawGroups(
    mark: string,
    groups: number,
    lastSystems: number,
    systemsPerGroup = this.shape.systemsPerGroup,
  ): SketchBlock[] {
    const isEven = lastSystems === systemsPerGroup;
    const full = isEven ? groups : groups - 1;
    const row: SketchBlock[] = [];
    if (full > 0) row.push(this.drawGroup(mark, mark, full, systemsPerGroup));
    if (!isEven) row.push(this.drawGroup(mark, `${mark}rest-`, 1, lastSystems));
    return row;
  }

  private drawGroup(spineMark: string, mark: string, count: number, systems: number): SketchBlock {
    const { numbers, shape } = this;
    const { request, prefix } = numbers;
    const planes = planesOf(numbers);
    const leaves = planes.map((plane) => {
      const id = planeId(numbers, plane, `${mark}leaf`);
      this.leafIds.push(`${prefix}${id}`);
      this.links.push(
        cable(numbers, {
          from: `${mark}system`,
          to: id,
          cablesPerInstance: request.adaptersPerSystem,
          pattern: shape.rails > 1 ? 'rails' : 'single',
          run: runAmong(numbers, systems, shape.rails * planes.length),
          words: 'System to leaf',
        }),
        cable(numbers, {
          from: id,
          to: planeId(numbers, plane, `${spineMark}spine`),
          cablesPerInstance: shape.leafUp,
          pattern: 'spread',
          run: 'hall',
          words: 'Leaf to spine',
        }),
      );
      return switchBlock(numbers, id, planeName(numbers, plane, shape.rails > 1 ? 'Rail leaf' : 'Leaf'), shape.rails);
    });
    return {
      id: `${prefix}${mark}group`,
      kind: 'row',
      name: mark.endsWith('rest-') ? 'Last row' : shape.rails > 1 ? 'Rail group' : 'Row',
      count,
      rows: [leaves, [systemBlock(numbers, `${mark}system`, systems)]],
    };
  }

  private describe(): FabricNote[] {
    const { shape, numbers } = this;
    const { systemsPerGroup, groups, lastSystems, pods, rails } = shape;
    const each = numbers.request.system.accelerators;
    const notes: FabricNote[] = [];
    if (groups * rails === 1) notes.push({ message: 'All systems fit on one leaf: a single switch is enough.' });
    if (pods !== null && groups * rails <= numbers.radix)
      notes.push({ message: 'Two tiers are enough for these systems.' });
    if (lastSystems < systemsPerGroup) {
      notes.push({
        message: `The last group holds ${lastSystems} of ${systemsPerGroup} systems.`,
        fittingAccelerators: [(groups - 1) * systemsPerGroup * each, groups * systemsPerGroup * each],
      });
    } else if (pods !== null && pods.lastGroups < pods.groupsPerPod) {
      const perPod = pods.groupsPerPod * systemsPerGroup * each;
      notes.push({
        message: `The last pod holds ${pods.lastGroups} of ${pods.groupsPerPod} groups.`,
        fittingAccelerators: [(pods.pods - 1) * perPod, pods.pods * perPod],
      });
    }
    return notes;
  }
}
