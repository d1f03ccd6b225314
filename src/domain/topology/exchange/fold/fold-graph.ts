/**
 * Folds a network: equal parts become one part with a count. Devices are equal when no cable tells them apart (`refine-colours`),
 * parts when they hold equally many of the same devices. Cables between two folded blocks are then the same number for each instance.
 */
import type { GraphCable, LinkFamily, NetworkGraph } from '../network-graph.ts';
import { buildComponents, type Component } from './component-tree.ts';
import { findDeviceTiers } from './find-tiers.ts';
import { buildAdjacency, refineColours } from './refine-colours.ts';

/** Equal devices. */
export interface FoldedBlock {
  /** Devices of the graph that it stands for, all instances. */
  readonly devices: readonly number[];
  /** Real devices in one instance of its part. */
  readonly count: number;
  readonly tier: number;
}

/** Equal parts. */
export interface FoldedPart {
  /** Instances inside one instance of the part around it. */
  readonly count: number;
  readonly blocks: readonly number[];
  readonly parts: readonly FoldedPart[];
  readonly site: string;
}

/** Cables between two blocks, from the lower one. */
export interface FoldedLink {
  readonly from: number;
  readonly to: number;
  /** All of them, over the whole network; null = the file does not say. */
  readonly cables: number | null;
  /** Instances of `to` that one instance of `from` reaches. */
  readonly reached: number;
  readonly bandwidthBytesPerSecond: number | null;
  readonly family: LinkFamily | null;
}

/** A folded network. */
export interface FoldedGraph {
  readonly blocks: readonly FoldedBlock[];
  readonly roots: readonly FoldedPart[];
  /** Blocks of devices that lie in no part. */
  readonly loose: readonly number[];
  readonly links: readonly FoldedLink[];
  /** Links whose cables are no whole number for each instance. */
  readonly uneven: number;
}

/** Attempts at making cables among equal devices whole: one of an odd number of devices is then set apart. */
const MOST_ATTEMPTS = 6;

/** Folds a network; null where it has more than `mostBlocks` different parts. */
export function foldGraph(graph: NetworkGraph, mostBlocks: number): FoldedGraph | null {
  const tiers = findDeviceTiers(graph);
  const components = buildComponents(graph, tiers);
  const kindOf = numberKinds(graph.cables);
  const adjacencies = [...groupCables(graph, kindOf).values()].map((edges) =>
    buildAdjacency(graph.devices.length, edges),
  );
  let marks = colourByLook(graph, tiers);
  for (let attempt = 0; ; attempt++) {
    const colours = refineColours(marks, adjacencies, mostBlocks);
    if (colours === null) return null;
    const folding = new Folding(graph, tiers, colours);
    const { roots, loose } = folding.foldRoots(components);
    if (folding.blocks.length > mostBlocks) return null;
    const { links, halved } = folding.foldLinks(kindOf);
    if (halved.length === 0 || attempt === MOST_ATTEMPTS) {
      return {
        blocks: folding.blocks,
        roots,
        loose,
        links,
        uneven: links.filter((link) => isUneven(link, folding.blocks)).length,
      };
    }
    marks = [...colours];
    for (const device of halved) marks[device] = graph.devices.length + (colours[device] ?? 0);
  }
}

/** Real devices that a block stands for. */
export function countDevices(block: FoldedBlock | undefined, graph: NetworkGraph): number {
  return block?.devices.reduce((sum, at) => sum + (graph.devices[at]?.count ?? 0), 0) ?? 0;
}

function isUneven({ cables, from }: FoldedLink, blocks: readonly FoldedBlock[]): boolean {
  return cables !== null && !Number.isInteger(cables / (blocks[from]?.devices.length ?? 1));
}

/** Cables of one speed and family have one number. */
function numberKinds(cables: readonly GraphCable[]): (cable: GraphCable) => number {
  const numbers = new Map<string, number>();
  const keyOf = ({ bandwidthBytesPerSecond, family, count }: GraphCable): string =>
    `${bandwidthBytesPerSecond} ${family} ${count === null}`;
  for (const cable of cables) {
    const key = keyOf(cable);
    if (!numbers.has(key)) numbers.set(key, numbers.size);
  }
  return (cable) => numbers.get(keyOf(cable)) ?? 0;
}

function groupCables(graph: NetworkGraph, kindOf: (cable: GraphCable) => number) {
  const groups = new Map<number, { from: number; to: number; weight: number }[]>();
  for (const cable of graph.cables) {
    const kind = kindOf(cable);
    const group = groups.get(kind) ?? [];
    groups.set(kind, group);
    group.push({ from: cable.from, to: cable.to, weight: cable.count ?? 1 });
  }
  return groups;
}

/** Colours by what the devices are, before any cable is looked at. */
function colourByLook({ devices }: NetworkGraph, tiers: Int32Array): number[] {
  const numbers = new Map<string, number>();
  return devices.map(({ role, kind, count, site }, at) => {
    const key = `${role}\n${kind}\n${count}\n${tiers[at]}\n${site}`;
    const known = numbers.get(key) ?? numbers.size;
    numbers.set(key, known);
    return known;
  });
}

class Folding {
  readonly blocks: FoldedBlock[] = [];
  private readonly blockOf: Int32Array;
  /** The instance of a part that a device lies in directly. */
  private readonly partOf: Int32Array;
  private readonly signatures = new Map<string, number>();
  private readonly signatureOf = new Map<Component, number>();
  private nextPart = 0;

  constructor(
    private readonly graph: NetworkGraph,
    private readonly tiers: Int32Array,
    private readonly colours: Int32Array,
  ) {
    this.blockOf = new Int32Array(graph.devices.length);
    this.partOf = new Int32Array(graph.devices.length);
  }

  /** Folds parts that lie side by side. A part that is one device is that device's block in the part around it. */
  foldRoots(components: readonly Component[]): { readonly roots: FoldedPart[]; readonly loose: readonly number[] } {
    const loose = components.filter(isLoneDevice);
    const groups = new Map<number, Component[]>();
    for (const component of components) {
      if (isLoneDevice(component)) continue;
      const signature = this.sign(component);
      const group = groups.get(signature);
      if (group === undefined) groups.set(signature, [component]);
      else group.push(component);
    }
    const parts = [...groups.values()].map((group) => this.foldAlike(group, group.length));
    return { roots: parts, loose: this.foldDevices([loose.flatMap(({ devices }) => devices)]) };
  }

  /** Folds parts that are alike, in `count` for each instance of what is around them. */
  private foldAlike(alike: readonly Component[], count: number): FoldedPart {
    const loose = alike.map(({ devices, parts }) => [
      ...devices,
      ...parts.filter(isLoneDevice).flatMap((part) => part.devices),
    ]);
    const blocks = this.foldDevices(loose);
    const groups = new Map<number, Component[]>();
    for (const { parts } of alike) {
      for (const part of parts) {
        if (isLoneDevice(part)) continue;
        const signature = this.sign(part);
        const group = groups.get(signature);
        if (group === undefined) groups.set(signature, [part]);
        else group.push(part);
      }
    }
    const parts = [...groups.values()].map((group) => this.foldAlike(group, group.length / alike.length));
    return { count, blocks, parts, site: alike[0]?.site ?? '' };
  }

  /** Blocks of the devices that lie directly in parts that are alike. */
  private foldDevices(instances: readonly (readonly number[])[]): number[] {
    const byColour = new Map<number, number[]>();
    for (const devices of instances) {
      const part = this.nextPart++;
      for (const device of devices) {
        this.partOf[device] = part;
        const colour = this.colours[device] ?? 0;
        const group = byColour.get(colour);
        if (group === undefined) byColour.set(colour, [device]);
        else group.push(device);
      }
    }
    const made: number[] = [];
    for (const devices of byColour.values()) {
      const first = devices[0] ?? 0;
      made.push(this.blocks.length);
      for (const device of devices) this.blockOf[device] = this.blocks.length;
      const each = this.graph.devices[first]?.count ?? 1;
      this.blocks.push({ devices, count: (devices.length / instances.length) * each, tier: this.tiers[first] ?? 0 });
    }
    return made;
  }

  /** One number for components that hold the same. */
  private sign(component: Component): number {
    const known = this.signatureOf.get(component);
    if (known !== undefined) return known;
    const inside = [
      ...component.devices.map((device) => this.colours[device] ?? 0),
      ...component.parts.map((part) => -1 - this.sign(part)),
    ].sort((a, b) => a - b);
    const key = `${component.site}\n${inside.join()}`;
    const signature = this.signatures.get(key) ?? this.signatures.size;
    this.signatures.set(key, signature);
    this.signatureOf.set(component, signature);
    return signature;
  }

  /** Links between blocks, and devices to set apart since cables among their equals are no whole number each. */
  foldLinks(kindOf: (cable: GraphCable) => number): {
    readonly links: FoldedLink[];
    readonly halved: readonly number[];
  } {
    const sums = new Map<
      string,
      {
        cable: GraphCable;
        from: number;
        to: number;
        cables: number;
        isInside: boolean;
        sample: number;
        reached: Set<number>;
      }
    >();
    for (const cable of this.graph.cables) {
      const isUpward = this.isUpward(cable);
      const [low, high] = isUpward ? [cable.from, cable.to] : [cable.to, cable.from];
      const from = this.blockOf[low] ?? 0;
      const to = this.blockOf[high] ?? 0;
      const key = `${from} ${to} ${kindOf(cable)}`;
      const sum = sums.get(key) ?? {
        cable,
        from,
        to,
        cables: 0,
        isInside: true,
        sample: low,
        reached: new Set<number>(),
      };
      sums.set(key, sum);
      sum.cables += cable.count === null ? 0 : cable.count * (this.graph.devices[cable.from]?.count ?? 1);
      if (this.partOf[low] !== this.partOf[high]) sum.isInside = false;
      if (low === sum.sample) sum.reached.add(high);
      else if (from === to && high === sum.sample) sum.reached.add(low);
    }
    const halved: number[] = [];
    const links = [...sums.values()].map(({ cable, from, to, cables, isInside, reached }): FoldedLink => {
      const devices = this.blocks[from]?.devices ?? [];
      if (from === to && cable.count !== null && !Number.isInteger(cables / devices.length)) {
        if (isInside) halved.push(...this.firstOfEachPart(devices));
        else halved.push(devices[0] ?? 0);
      }
      const { bandwidthBytesPerSecond, family } = cable;
      return {
        from,
        to,
        cables: cable.count === null ? null : cables,
        reached: reached.size,
        bandwidthBytesPerSecond,
        family,
      };
    });
    return { links, halved };
  }

  private isUpward({ from, to }: GraphCable): boolean {
    const low = this.tiers[from] ?? 0;
    const high = this.tiers[to] ?? 0;
    return low === high ? (this.blockOf[from] ?? 0) <= (this.blockOf[to] ?? 0) : low < high;
  }

  private firstOfEachPart(devices: readonly number[]): number[] {
    const seen = new Set<number>();
    return devices.filter((device) => {
      const part = this.partOf[device] ?? 0;
      if (seen.has(part)) return false;
      seen.add(part);
      return true;
    });
  }
}

function isLoneDevice(component: Component): boolean {
  return component.site === '' && component.devices.length === 1 && component.parts.length === 0;
}
