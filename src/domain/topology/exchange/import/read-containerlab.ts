/** A containerlab topology: nodes of some kind, links between their interfaces. It names no speeds and, as a rule, no accelerators. */
import {
  type GraphCable,
  type GraphDevice,
  type ImportNote,
  type ImportProblem,
  isProblem,
  MAX_CABLES,
  MAX_DEVICES,
  type NetworkGraph,
  problemAt,
  quoteName,
} from '../network-graph.ts';
import { guessRole, type RoleGuess } from './device-roles.ts';
import { listNames } from './list-names.ts';
import { type LocatedYaml, memberOf, readYaml, textOf, type YamlNode } from './located-yaml.ts';

/** Ends of links that are no node of the lab. */
const OUTSIDE = new Set(['host', 'mgmt-net', 'macvlan', 'vxlan', 'vxlan-stitch', 'dummy']);
const LINK_MEND = 'Write a link as - endpoints: ["leaf1:e1-1", "spine1:e1-1"].';

/** What a lab comes to. */
export interface ContainerlabNetwork {
  readonly graph: NetworkGraph;
  readonly notes: readonly ImportNote[];
}

/** Reads a containerlab topology. Never throws. */
export function readContainerlab(text: string): ContainerlabNetwork | { readonly problem: ImportProblem } {
  const yaml = readYaml(text);
  if (isProblem(yaml)) return yaml;
  const topology = memberOf(yaml.root, 'topology');
  const nodes = memberOf(topology, 'nodes');
  if (nodes?.kind !== 'map' || nodes.entries.size === 0) {
    return problemAt(
      topology === undefined ? null : yaml.lineOf(topology),
      'There are no nodes under topology: nodes:.',
      'A containerlab file has topology: with nodes: and links: inside.',
    );
  }
  if (nodes.entries.size > MAX_DEVICES)
    return problemAt(yaml.lineOf(nodes), `There are more than ${MAX_DEVICES} nodes.`, 'Import a part of it.');
  const notes: ImportNote[] = [];
  const names = new Map<string, number>();
  const devices: GraphDevice[] = [];
  const unknown: string[] = [];
  for (const [name, node] of nodes.entries) {
    const settings = readSettings(node, topology);
    const guess = guessNode(name, settings);
    if (guess === 'other') {
      names.set(name, -1);
      continue;
    }
    if (guess === null) unknown.push(name);
    names.set(name, devices.length);
    const { role, tier } = guess ?? { role: 'switch' as const, tier: null };
    devices.push({
      name,
      role,
      kind: role === 'host' ? settings.group || settings.kind : settings.type || settings.kind,
      count: 1,
      tier,
      site: '',
    });
  }
  const leftOut = [...names].filter(([, at]) => at < 0).map(([name]) => name);
  if (leftOut.length > 0)
    notes.push(remark('left-out', `Not drawn, since they manage and carry no traffic: ${listNames(leftOut)}.`));
  if (unknown.length > 0)
    notes.push(
      remark(
        'assumed',
        `Neither kind, group nor name says what these are; they are drawn as switches: ${listNames(unknown)}.`,
      ),
    );
  const cables = readLinks(memberOf(topology, 'links'), names, yaml, notes);
  return isProblem(cables) ? cables : { graph: { devices, cables }, notes };
}

function remark(kind: ImportNote['kind'], message: string, line: number | null = null): ImportNote {
  return { kind, message, line };
}

interface Settings {
  readonly kind: string;
  readonly type: string;
  readonly group: string;
  readonly labels: string;
}

/** What a node says itself, then its group, its kind, and the defaults. */
function readSettings(node: YamlNode, topology: YamlNode | undefined): Settings {
  const defaults = memberOf(topology, 'defaults');
  const ownGroup = textOf(node, 'group');
  const group = memberOf(memberOf(topology, 'groups'), ownGroup);
  const kind = textOf(node, 'kind') || textOf(group, 'kind') || textOf(defaults, 'kind');
  const ofKind = memberOf(memberOf(topology, 'kinds'), kind);
  const labels = memberOf(node, 'labels') ?? memberOf(group, 'labels');
  const role = ['role', 'tier', 'graph-icon'].map((key) => textOf(labels, key)).filter(Boolean);
  return {
    kind: kind.slice(0, 80),
    type: (textOf(node, 'type') || textOf(group, 'type') || textOf(ofKind, 'type')).slice(0, 80),
    group: ownGroup.slice(0, 80),
    labels: role.join(' ').slice(0, 80),
  };
}

/** Group and labels are said on purpose, so they come first; a network system's kind tells a switch, `linux` a host or a helper. */
function guessNode(name: string, { kind, group, labels }: Settings): RoleGuess | 'other' | null {
  for (const words of [labels, group]) {
    const guess = words === '' ? null : guessRole(words);
    if (guess !== null) return guess;
  }
  const byName = guessRole(name);
  if (kind === 'bridge' || kind === 'ovs-bridge')
    return byName !== null && byName !== 'other' && byName.role === 'switch' ? byName : { role: 'switch', tier: null };
  if (kind === 'linux' || kind === 'k8s-kind' || kind === 'ext-container') return byName ?? { role: 'host', tier: 0 };
  if (byName !== null && byName !== 'other' && byName.role === 'switch') return byName;
  return kind === '' ? byName : { role: 'switch', tier: null };
}

function readLinks(
  links: YamlNode | undefined,
  names: ReadonlyMap<string, number>,
  yaml: LocatedYaml,
  notes: ImportNote[],
): GraphCable[] | { readonly problem: ImportProblem } {
  if (links === undefined) return [];
  if (links.kind === 'scalar' && textOf(links) === '') return [];
  if (links.kind !== 'list') return problemAt(yaml.lineOf(links), 'links: is no list.', LINK_MEND);
  if (links.items.length > MAX_CABLES)
    return problemAt(yaml.lineOf(links), `There are more than ${MAX_CABLES} links.`, 'Import a part of them.');
  const cables: GraphCable[] = [];
  let outside = 0;
  for (const link of links.items) {
    const line = yaml.lineOf(link);
    const endpoints = memberOf(link, 'endpoints');
    if (endpoints === undefined && memberOf(link, 'endpoint') !== undefined) {
      outside++;
      continue;
    }
    if (endpoints?.kind !== 'list' || endpoints.items.length !== 2) {
      return problemAt(line, 'This link has no two endpoints.', LINK_MEND);
    }
    const ends: number[] = [];
    for (const end of endpoints.items) {
      const name = end.kind === 'map' ? textOf(end, 'node') : splitEnd(textOf(end));
      if (name === '') return problemAt(line, 'An endpoint of this link names no node.', LINK_MEND);
      const at = names.get(name) ?? (OUTSIDE.has(name) ? -1 : null);
      if (at === null) {
        return problemAt(
          line,
          `This link ends at ${quoteName(name)}, which is no node of the lab.`,
          `Add ${name.slice(0, 60)} under nodes:, or correct the name.`,
        );
      }
      ends.push(at);
    }
    const [from = -1, to = -1] = ends;
    if (from < 0 || to < 0) outside++;
    else if (from !== to) cables.push({ from, to, count: 1, bandwidthBytesPerSecond: null, family: null });
  }
  if (outside > 0)
    notes.push(
      remark(
        'left-out',
        `${outside} ${outside === 1 ? 'link leads' : 'links lead'} to the machine that runs the lab, or to what is not drawn.`,
      ),
    );
  return cables;
}

/** `leaf1:e1-1` without the interface; names hold no colon. */
function splitEnd(text: string): string {
  const colon = text.indexOf(':');
  return colon < 0 ? text.trim() : text.slice(0, colon).trim();
}
