/** A folded network as a sketch: parts become containers, hosts systems of the catalogue, cables links with a number for each instance. */
import type { CatalogIndex } from '../../../catalog/catalog-types.ts';
import type { BlockKind } from '../../../plan/plan-document.ts';
import type { SketchBlock, SketchLink } from '../../../plan/templates/sketch.ts';
import { countDevices, type FoldedGraph, type FoldedLink, type FoldedPart } from '../fold/fold-graph.ts';
import {
  type ImportNote,
  type ImportProblem,
  isProblem,
  type NetworkGraph,
  problemAt,
  quoteName,
} from '../network-graph.ts';
import { hostsPerSystem, type ImportChoices } from './import-choices.ts';
import { nameAlike } from './name-alike.ts';
import { pickLink, pickSwitch } from './pick-hardware.ts';

/** Blocks in rows, and links between them. */
export interface NetworkSketch {
  readonly rows: readonly (readonly SketchBlock[])[];
  readonly links: readonly SketchLink[];
  /** Containers included. */
  readonly blocks: number;
  readonly notes: readonly ImportNote[];
}

const CONTAINERS: readonly BlockKind[] = ['rack', 'row', 'hall', 'site'];
const WORDS: Readonly<Partial<Record<BlockKind, string>>> = { rack: 'Group', row: 'Row', hall: 'Pod', site: 'Site' };
/** Most cables of one instance that a link may say. */
const MOST_CABLES = 1_000_000;
/** Storage says no speeds in any of the formats: those of one all-flash node. */
const STORAGE = { readBytesPerSecond: 40e9, writeBytesPerSecond: 20e9, capacityBytes: 500e12 };

/** Sketches a folded network, or says why the choices do not fit it. */
export function sketchFolded(
  graph: NetworkGraph,
  folded: FoldedGraph,
  choices: ImportChoices,
  index: CatalogIndex,
): NetworkSketch | { readonly problem: ImportProblem } {
  const sketcher = new Sketcher(graph, folded, choices, index);
  const wrong = sketcher.checkSystems();
  return wrong ?? sketcher.sketch();
}

class Sketcher {
  private readonly notes: ImportNote[] = [];
  /** Hosts that one drawn instance of a block stands for. */
  private readonly perInstance: readonly number[];
  private containers = 0;
  private flattened = 0;
  private kinds: readonly BlockKind[] = CONTAINERS;

  constructor(
    private readonly graph: NetworkGraph,
    private readonly folded: FoldedGraph,
    private readonly choices: ImportChoices,
    private readonly index: CatalogIndex,
  ) {
    this.perInstance = folded.blocks.map((_, at) => hostsPerSystem(this.systemOf(at)));
  }

  /** Systems of several hosts need whole numbers of them. */
  checkSystems(): { readonly problem: ImportProblem } | null {
    for (const [at, { count }] of this.folded.blocks.entries()) {
      const each = this.perInstance[at] ?? 1;
      if (count % each === 0) continue;
      const system = this.systemOf(at);
      return problemAt(
        null,
        `${system?.name} is ${each} hosts, but ${quoteName(this.device(at)?.name ?? '')} stands in a group of ${count}.`,
        'Choose a system that is one host.',
      );
    }
    return null;
  }

  sketch(): NetworkSketch | { readonly problem: ImportProblem } {
    const { roots, loose } = this.folded;
    this.kinds = this.chooseContainers();
    const [opened] = this.listOpened();
    const rows =
      opened === undefined
        ? this.arrange(loose, roots, 1)
        : this.arrange([...opened.blocks, ...loose], opened.parts, 1);
    const links = this.joinBlocks();
    if (isProblem(links)) return links;
    this.describe();
    return { rows, links, blocks: this.folded.blocks.length + this.containers, notes: this.notes };
  }

  /** The only part of a network needs no container: the canvas is one. */
  private listOpened(): readonly FoldedPart[] {
    const { roots } = this.folded;
    return roots.length === 1 ? roots.filter(({ count, site }) => count === 1 && site === '') : [];
  }

  private device(at: number) {
    return this.graph.devices[this.folded.blocks[at]?.devices[0] ?? -1];
  }

  private systemOf(at: number) {
    const device = this.device(at);
    if (device?.role !== 'host') return undefined;
    const id = this.choices.systems[device.kind];
    return id === null || id === undefined ? undefined : this.index.systems.get(id);
  }

  /** Racks hold no racks, and sites no sites. */
  private chooseContainers(): readonly BlockKind[] {
    const { roots, blocks } = this.folded;
    const hasSites = roots.some(({ site }) => site !== '');
    const hasRacks = blocks.some((_, at) => this.systemOf(at)?.kind === 'rack');
    const usable = CONTAINERS.filter((kind) => !(kind === 'site' && hasSites) && !(kind === 'rack' && hasRacks));
    const opened = this.listOpened().length;
    const levels = roots.reduce(
      (most, part) => Math.max(most, heightOf(part) + (part.site === '' ? 1 : 0) - opened),
      0,
    );
    return levels < usable.length && usable[0] === 'rack' ? usable.slice(1) : usable;
  }

  /** Switches from the highest tier down, then parts and hosts. */
  private arrange(blocks: readonly number[], parts: readonly FoldedPart[], times: number): SketchBlock[][] {
    const rows: SketchBlock[][] = [];
    const tiers = new Map<number, number[]>();
    for (const at of blocks) {
      const tier = this.folded.blocks[at]?.tier ?? 0;
      tiers.set(tier, [...(tiers.get(tier) ?? []), at]);
    }
    const sorted = [...tiers].sort((a, b) => b[0] - a[0]);
    for (const [tier, members] of sorted)
      if (tier > 0) rows.push(...wrap(members.map((at) => this.drawBlock(at, times))));
    const low: SketchBlock[] = [];
    for (const part of parts) low.push(...this.drawPart(part, times, rows));
    low.push(...(tiers.get(0) ?? []).map((at) => this.drawBlock(at, times)));
    rows.push(...wrap(low));
    return rows;
  }

  /** A container, or, where containers nest no deeper, what is inside; `above` takes its rows then. */
  private drawPart(part: FoldedPart, times: number, above: SketchBlock[][]): SketchBlock[] {
    const kind: BlockKind | undefined = part.site !== '' ? 'site' : this.kinds[heightOf(part)];
    if (kind === undefined) {
      this.flattened++;
      const rows = this.arrange(part.blocks, part.parts, times * part.count);
      above.push(...rows);
      return [];
    }
    this.containers++;
    return [
      {
        id: `c${this.containers}`,
        kind,
        name: this.namePart(part, kind),
        count: part.count * times,
        rows: this.arrange(part.blocks, part.parts, 1),
      },
    ];
  }

  private namePart(part: FoldedPart, kind: BlockKind): string {
    if (part.site !== '') return part.site;
    const word = WORDS[kind] ?? '';
    const top = part.blocks.reduce<number | null>(
      (best, at) =>
        best === null || (this.folded.blocks[at]?.tier ?? 0) > (this.folded.blocks[best]?.tier ?? 0) ? at : best,
      null,
    );
    return part.count > 1 || top === null ? word : `${word} of ${this.device(top)?.name}`.slice(0, 200);
  }

  private drawBlock(at: number, times: number): SketchBlock {
    const block = this.folded.blocks[at];
    const device = this.device(at);
    const system = this.systemOf(at);
    const names = (block?.devices ?? []).map((member) => this.graph.devices[member]?.name ?? '');
    const count = ((block?.count ?? 1) * times) / (this.perInstance[at] ?? 1);
    const base = { id: `b${at + 1}`, count };
    if (device?.role === 'switch') {
      return {
        ...base,
        kind: 'switch',
        name: nameAlike(names, 'Switch'),
        catalogId: pickSwitch(device.kind, this.index),
        width: 208,
      };
    }
    if (device?.role === 'storage')
      return { ...base, kind: 'storage', name: nameAlike(names, 'Storage'), storage: STORAGE };
    const isBundle = (device?.count ?? 1) > 1;
    const name = isBundle ? nameAlike([...names, `${names[0]}x`], 'Host') : nameAlike(names, 'Host');
    if (system === undefined) return { ...base, kind: 'node', name, width: 208 };
    const isRack = system.kind === 'rack';
    return {
      ...base,
      kind: isRack ? 'rack' : 'node',
      name: name === 'Host' ? system.name : name,
      catalogId: system.id,
      width: isRack ? 320 : 272,
      height: isRack ? 208 : 160,
    };
  }

  private joinBlocks(): SketchLink[] | { readonly problem: ImportProblem } {
    const { folded } = this;
    const links: SketchLink[] = [];
    const bySource = [...folded.links].sort(
      (a, b) => (folded.blocks[a.from]?.tier ?? 0) - (folded.blocks[b.from]?.tier ?? 0),
    );
    /** Cables that end at a block from below, all instances. */
    const arriving = new Map<number, number>();
    const uplinks = new Map<number, number>();
    for (const { from, cables } of folded.links) if (cables === null) uplinks.set(from, (uplinks.get(from) ?? 0) + 1);
    for (const link of bySource) {
      const instances = this.instancesOf(link.from);
      const each =
        link.cables === null
          ? this.deriveCables(link, instances, arriving.get(link.from) ?? 0, uplinks.get(link.from) ?? 1)
          : Math.max(1, Math.round(link.cables / instances));
      if (each > MOST_CABLES) {
        return problemAt(
          null,
          `${quoteName(this.device(link.from)?.name ?? '')} would have ${Math.round(each)} cables upwards; a plan knows a million at most.`,
          'Choose a higher oversubscription, or import a part of the network.',
        );
      }
      arriving.set(link.to, (arriving.get(link.to) ?? 0) + each * instances);
      links.push({
        from: `b${link.from + 1}`,
        to: `b${link.to + 1}`,
        cablesPerInstance: each,
        pattern: this.findPattern(link, each),
        ...pickLink(link, this.choices.linkId, this.index),
      });
    }
    return links;
  }

  /** Cables that the file does not count: all adapters of a host, and as much up from a switch as comes from below. */
  private deriveCables(link: FoldedLink, instances: number, below: number, uplinks: number): number {
    if (this.device(link.from)?.role === 'host') return this.systemOf(link.from)?.nics[0]?.count ?? 1;
    return Math.max(1, Math.ceil(below / instances / this.choices.oversubscription / uplinks - 1e-9));
  }

  private instancesOf(at: number): number {
    return countDevices(this.folded.blocks[at], this.graph) / (this.perInstance[at] ?? 1);
  }

  private findPattern({ from, to, reached }: FoldedLink, each: number): SketchLink['pattern'] {
    if (from !== to && reached <= 1) return 'single';
    return this.device(from)?.role === 'host' && from !== to && reached === each ? 'rails' : 'spread';
  }

  private describe(): void {
    const { graph, folded, choices, index } = this;
    const say = (kind: ImportNote['kind'], message: string): void => {
      this.notes.push({ kind, message, line: null });
    };
    const kinds = [...new Set(graph.devices.filter(({ role }) => role === 'host').map(({ kind }) => kind))];
    for (const kind of kinds.slice(0, 4)) {
      const id = choices.systems[kind];
      const system = id === null || id === undefined ? undefined : index.systems.get(id);
      const hosts = kind === '' ? 'Hosts' : `Hosts of kind ${quoteName(kind)}`;
      say('assumed', system === undefined ? `${hosts} bring no accelerators.` : `${hosts} are ${system.name}.`);
    }
    if (kinds.length === 0) say('read', 'There are no hosts in the text: add systems to the drawing for accelerators.');
    if (folded.links.some(({ cables }) => cables === null)) {
      const ratio = Number(choices.oversubscription.toPrecision(3));
      say(
        'assumed',
        `Numbers of cables: all adapters of a host lead to its switch, and ${ratio === 1 ? 'as much leads up from a switch as comes from below' : `1 ÷ ${ratio} of what comes from below leads up from a switch`}.`,
      );
    }
    if (folded.links.some(({ bandwidthBytesPerSecond }) => bandwidthBytesPerSecond === null)) {
      say('assumed', `Cables whose speed is not said are ${index.links.get(choices.linkId)?.name ?? choices.linkId}.`);
    }
    if (folded.uneven > 0)
      say(
        'read',
        `${folded.uneven} ${folded.uneven === 1 ? 'link has' : 'links have'} no whole number of cables for each instance; it is rounded.`,
      );
    if (this.flattened > 0)
      say(
        'read',
        'The network has more levels than containers can nest; the outermost are drawn side by side, with their totals.',
      );
    if (graph.devices.some(({ role }) => role === 'storage'))
      say('assumed', 'Speeds of storage: 40 GB/s read, 20 GB/s written, 500 TB each.');
  }
}

function heightOf(part: FoldedPart): number {
  return part.parts.reduce((height, inner) => Math.max(height, heightOf(inner) + 1), 0);
}

/** Long rows are broken, so that the drawing is not much wider than high. */
function wrap(row: readonly SketchBlock[]): SketchBlock[][] {
  const perRow = Math.max(8, Math.ceil(Math.sqrt(row.length) * 1.4));
  const rows: SketchBlock[][] = [];
  for (let at = 0; at < row.length; at += perRow) rows.push(row.slice(at, at + perRow));
  return rows;
}
