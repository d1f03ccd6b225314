/**
 * Slurm's `topology.conf`. The tree plugin names switches with their hosts and the switches below them; the block plugin names
 * blocks of hosts. Neither says how many cables there are nor how fast they are.
 */
import {
  type GraphCable,
  type GraphDevice,
  type ImportNote,
  type ImportProblem,
  isProblem,
  MAX_CABLES,
  MAX_DEVICES,
  MAX_HOSTS,
  type NetworkGraph,
  problemAt,
  quoteName,
} from '../network-graph.ts';
import { countRange, type HostRange, HostRegister, nameInRange, parseHostList } from './host-list.ts';
import { readSlurmLines, type SlurmLine } from './slurm-lines.ts';

/** Host names of more families than this are taken as one kind: then the name says the place, not the make. */
const MOST_FAMILIES = 6;
const LIST_MEND = 'Write hosts as a list with ranges, for example Nodes=node[001-032,040],gpu7.';

interface Switch {
  readonly name: string;
  readonly line: number;
  readonly hosts: readonly HostRange[];
  readonly children: readonly HostRange[];
}

/** What a `topology.conf` comes to. */
export interface SlurmNetwork {
  readonly graph: NetworkGraph;
  readonly notes: readonly ImportNote[];
}

/** Reads a `topology.conf` of the tree or the block plugin. Never throws. */
export function readSlurm(text: string): SlurmNetwork | { readonly problem: ImportProblem } {
  const lines = readSlurmLines(text);
  if (isProblem(lines)) return lines;
  const notes: ImportNote[] = [];
  const switches: Switch[] = [];
  const blocks: Switch[] = [];
  for (const line of lines) {
    const keys = [...line.values.keys()];
    if (line.values.has('switchname')) {
      const read = readSwitch(line, 'switchname', ['nodes', 'switches', 'linkspeed']);
      if (isProblem(read)) return read;
      switches.push(read);
    } else if (line.values.has('blockname')) {
      const read = readSwitch(line, 'blockname', ['nodes']);
      if (isProblem(read)) return read;
      blocks.push(read);
    } else if (keys[0] === 'blocksizes') {
      notes.push(
        note('read', `Block sizes ${line.values.get('blocksizes')} are a rule for jobs and draw nothing.`, line.line),
      );
    } else {
      return problemAt(
        line.line,
        `A line cannot begin with “${line.firstKey.slice(0, 60)}”.`,
        'Lines begin with SwitchName (tree plugin), BlockName or BlockSizes (block plugin).',
      );
    }
  }
  const first = switches[0];
  const block = blocks[0];
  if (first === undefined && block === undefined) {
    return problemAt(
      null,
      'There is no switch and no block in this text.',
      'Paste the lines that begin with SwitchName or BlockName.',
    );
  }
  if (first !== undefined && block !== undefined) {
    return problemAt(
      Math.max(first.line, block.line),
      'Switches and blocks stand in one file.',
      'A topology.conf is for one plugin: keep the SwitchName lines or the BlockName lines.',
    );
  }
  const speeds = lines.find(({ values }) => values.has('linkspeed'));
  if (speeds !== undefined)
    notes.push(note('left-out', 'LinkSpeed has no unit in Slurm and is not used.', speeds.line));
  return first === undefined ? buildBlocks(blocks, notes) : buildTree(switches, notes);
}

function note(kind: ImportNote['kind'], message: string, line: number | null = null): ImportNote {
  return { kind, message, line };
}

function readSwitch(
  { line, values, firstKey }: SlurmLine,
  nameKey: string,
  allowed: readonly string[],
): Switch | { readonly problem: ImportProblem } {
  for (const key of values.keys()) {
    if (key !== nameKey && !allowed.includes(key)) {
      return problemAt(line, `“${key.slice(0, 60)}” is not known on such a line.`, `Known are ${allowed.join(', ')}.`);
    }
  }
  const name = values.get(nameKey) ?? '';
  if (name === '' || /[[\],]/.test(name)) {
    return problemAt(line, `${firstKey} needs one name.`, 'Each switch or block has a line of its own.');
  }
  const hosts = readList(values.get('nodes'));
  if ('wrong' in hosts) return problemAt(line, hosts.wrong, LIST_MEND);
  const children = readList(values.get('switches'));
  if ('wrong' in children)
    return problemAt(line, children.wrong, 'Write switches as a list, for example Switches=leaf[1-16].');
  return { name, line, hosts: hosts.ranges, children: children.ranges };
}

function readList(text: string | undefined): { readonly ranges: readonly HostRange[] } | { readonly wrong: string } {
  if (text === undefined || text === '') return { ranges: [] };
  const read = parseHostList(text);
  return 'wrong' in read ? read : { ranges: read };
}

/** Adds hosts in bundles of one family of names for each switch. */
class GraphBuilder {
  readonly devices: GraphDevice[] = [];
  readonly cables: GraphCable[] = [];
  private readonly families = new Map<string, string>();
  hosts = 0;

  constructor(switches: readonly Switch[]) {
    const families = new Set(switches.flatMap(({ hosts }) => hosts.slice(0, 1_000).map(familyOf)));
    const isTold = families.size <= MOST_FAMILIES;
    for (const family of families) this.families.set(family, isTold ? family : '');
  }

  addSwitch(name: string, tier: number): number {
    return this.add({ name, role: 'switch', kind: '', count: 1, tier, site: '' });
  }

  addHosts(hosts: readonly HostRange[], switchAt: number): void {
    const bundles = new Map<string, { count: number; readonly name: string }>();
    for (const range of hosts) {
      const kind = this.families.get(familyOf(range)) ?? '';
      const bundle = bundles.get(kind) ?? { count: 0, name: nameInRange(range, range.first) };
      bundle.count += countRange(range);
      bundles.set(kind, bundle);
    }
    for (const [kind, { count, name }] of bundles) {
      this.hosts += count;
      this.join(this.add({ name, role: 'host', kind, count, tier: 0, site: '' }), switchAt);
    }
  }

  join(from: number, to: number): void {
    this.cables.push({ from, to, count: null, bandwidthBytesPerSecond: null, family: null });
  }

  private add(device: GraphDevice): number {
    this.devices.push(device);
    return this.devices.length - 1;
  }
}

/** A host's name without its numbers. */
function familyOf({ prefix, suffix, digits }: HostRange): string {
  const name = digits === 0 ? prefix : `${prefix}0${suffix}`;
  return name.replace(/\d+/g, '').replace(/[-_.]+$/, '');
}

function findShared(switches: readonly Switch[]): { readonly problem: ImportProblem } | null {
  const register = new HostRegister();
  for (const [at, { hosts }] of switches.entries()) for (const range of hosts) register.add(range, at);
  const shared = register.findShared();
  if (shared === null) return null;
  const [one, other] = shared.owners.map((at) => switches[at]).sort((a, b) => (a?.line ?? 0) - (b?.line ?? 0));
  return problemAt(
    other?.line ?? null,
    `Host ${quoteName(shared.name)} is listed twice: on line ${one?.line} (${one?.name.slice(0, 60)}) and on line ${other?.line} (${other?.name.slice(0, 60)}).`,
    'Take it out of one of the lists.',
  );
}

function checkAmount(switches: readonly Switch[]): { readonly problem: ImportProblem } | null {
  let hosts = 0;
  for (const { hosts: ranges, line } of switches) {
    for (const range of ranges) hosts += countRange(range);
    if (hosts > MAX_HOSTS) {
      return problemAt(
        line,
        `Up to this line there are more than ${MAX_HOSTS} hosts.`,
        'A plan holds a million at most: check the ranges.',
      );
    }
  }
  return switches.length > MAX_DEVICES / 4
    ? problemAt(null, `There are more than ${MAX_DEVICES / 4} switches.`, 'Import a part of the network.')
    : null;
}

function findTwice(
  switches: readonly Switch[],
  word: string,
): Map<string, number> | { readonly problem: ImportProblem } {
  const byName = new Map<string, number>();
  for (const [at, { name, line }] of switches.entries()) {
    const known = byName.get(name);
    if (known !== undefined) {
      return problemAt(
        line,
        `${word} ${quoteName(name)} is already defined on line ${switches[known]?.line}.`,
        'Give each a name of its own.',
      );
    }
    byName.set(name, at);
  }
  return byName;
}

function buildTree(
  switches: readonly Switch[],
  notes: ImportNote[],
): SlurmNetwork | { readonly problem: ImportProblem } {
  const byName = findTwice(switches, 'Switch');
  if (!(byName instanceof Map)) return byName;
  const wrong = checkAmount(switches) ?? findShared(switches);
  if (wrong !== null) return wrong;
  const children = listChildren(switches, byName);
  if (isProblem(children)) return children;
  const heights = findHeights(switches, children);
  if (isProblem(heights)) return heights;
  const builder = new GraphBuilder(switches);
  for (const [at, { name }] of switches.entries()) builder.addSwitch(name, heights[at] ?? 1);
  for (const [at, { hosts }] of switches.entries()) builder.addHosts(hosts, at);
  const parents = new Map<number, number>();
  for (const [at, list] of children.entries()) {
    for (const child of list) {
      builder.join(child, at);
      const known = parents.get(child);
      if (known !== undefined && !notes.some(({ message }) => message.startsWith('Some switches have'))) {
        notes.push(
          note(
            'read',
            `Some switches have more than one switch above them (first: ${quoteName(switches[child]?.name ?? '')}); their uplinks are shared out.`,
            switches[at]?.line ?? null,
          ),
        );
      }
      parents.set(child, at);
    }
  }
  const empty = switches.filter(({ hosts }, at) => hosts.length === 0 && (children[at]?.length ?? 0) === 0);
  if (empty.length > 0) {
    notes.push(
      note(
        'read',
        `${empty.length} ${empty.length === 1 ? 'switch has' : 'switches have'} nothing below (first: ${quoteName(empty[0]?.name ?? '')}).`,
        empty[0]?.line ?? null,
      ),
    );
  }
  const tops = switches.filter((_, at) => !parents.has(at)).length;
  if (tops > 1)
    notes.push(
      note('read', `${tops} switches have none above them: the network is in ${tops} parts that do not meet.`),
    );
  return { graph: { devices: builder.devices, cables: builder.cables }, notes };
}

function listChildren(
  switches: readonly Switch[],
  byName: ReadonlyMap<string, number>,
): number[][] | { readonly problem: ImportProblem } {
  let cables = 0;
  const children: number[][] = [];
  for (const { name, line, children: ranges } of switches) {
    const list = new Set<number>();
    for (const range of ranges) {
      cables += countRange(range);
      if (cables > MAX_CABLES) {
        return problemAt(
          line,
          `More than ${MAX_CABLES} switches are listed below others.`,
          'Check the ranges of this line.',
        );
      }
      for (let number = range.first; number <= range.last; number++) {
        const child = nameInRange(range, number);
        const at = byName.get(child);
        if (at === undefined) {
          return problemAt(
            line,
            `Switch ${quoteName(child)} is listed below ${quoteName(name)}, but no line defines it.`,
            `Add a line SwitchName=${child.slice(0, 60)}, or take it out of the list.`,
          );
        }
        list.add(at);
      }
    }
    children.push([...list]);
  }
  return children;
}

/** Height of each switch above the hosts, leaves being 1. */
function findHeights(
  switches: readonly Switch[],
  children: readonly (readonly number[])[],
): number[] | { readonly problem: ImportProblem } {
  const heights = switches.map(() => 1);
  const waiting = children.map((list) => list.length);
  const parents: number[][] = switches.map(() => []);
  for (const [at, list] of children.entries()) for (const child of list) parents[child]?.push(at);
  const ready = waiting.flatMap((count, at) => (count === 0 ? [at] : []));
  for (let next = 0; next < ready.length; next++) {
    const at = ready[next] ?? 0;
    for (const parent of parents[at] ?? []) {
      heights[parent] = Math.max(heights[parent] ?? 1, (heights[at] ?? 1) + 1);
      waiting[parent] = (waiting[parent] ?? 0) - 1;
      if (waiting[parent] === 0) ready.push(parent);
    }
  }
  if (ready.length < switches.length) {
    const looped = switches[waiting.findIndex((count) => count > 0)];
    return problemAt(
      looped?.line ?? null,
      `Switch ${quoteName(looped?.name ?? '')} lies, by way of others, below itself.`,
      'A tree has no circles: take one of the Switches= entries away.',
    );
  }
  return heights;
}

function buildBlocks(
  blocks: readonly Switch[],
  notes: ImportNote[],
): SlurmNetwork | { readonly problem: ImportProblem } {
  const byName = findTwice(blocks, 'Block');
  if (!(byName instanceof Map)) return byName;
  const bare = blocks.find(({ hosts }) => hosts.length === 0);
  if (bare !== undefined) return problemAt(bare.line, `Block ${quoteName(bare.name)} has no hosts.`, LIST_MEND);
  const wrong = checkAmount(blocks) ?? findShared(blocks);
  if (wrong !== null) return wrong;
  const builder = new GraphBuilder(blocks);
  for (const { name } of blocks) builder.addSwitch(name, 1);
  for (const [at, { hosts }] of blocks.entries()) builder.addHosts(hosts, at);
  if (blocks.length > 1) {
    const top = builder.addSwitch('Between blocks', 2);
    for (const at of blocks.keys()) builder.join(at, top);
    notes.push(
      note('assumed', 'The block plugin names no switches: each block has one, and one more joins the blocks.'),
    );
  }
  return { graph: { devices: builder.devices, cables: builder.cables }, notes };
}
