/** What a file leaves open and a plan must know: which system a host is, which links join it, how many cables go up. */
import type { CatalogIndex, System } from '../../../catalog/catalog-types.ts';
import { createRequestFor } from '../../generate/default-request.ts';
import { matchAccelerator } from './match-accelerator.ts';
import { matchGpuNode } from './match-gpu-node.ts';
import type { ReadNetwork } from './read-network.ts';

/** Answers to what the file does not say. */
export interface ImportChoices {
  /** System of the catalogue by kind of host; null = hosts without accelerators. */
  readonly systems: Readonly<Record<string, string | null>>;
  /** What the GPUs of a matrix are where the node is no system of the catalogue. */
  readonly acceleratorId: string | null;
  /** Link kind of cables whose speed is not said. */
  readonly linkId: string;
  /** Bandwidth into a switch from below ÷ out of it upwards, where the file names no cables. */
  readonly oversubscription: number;
  /** Equal nodes, where the file describes one. */
  readonly nodes: number;
}

/** Hosts of one kind. */
export interface HostKind {
  /** As the file calls it; '' = it does not. */
  readonly kind: string;
  readonly hosts: number;
  /** A host's name. */
  readonly sample: string;
}

/** More kinds are not asked for one by one. */
export const MOST_ASKED_KINDS = 8;
const USUAL_LINK = 'ib-ndr';

/** Kinds of hosts, most hosts first. */
export function listHostKinds(network: ReadNetwork): HostKind[] {
  if (network.kind === 'node') return [{ kind: '', hosts: 1, sample: network.node.model || 'The node' }];
  const kinds = new Map<string, { hosts: number; sample: string }>();
  for (const { role, kind, count, name } of network.graph.devices) {
    if (role !== 'host') continue;
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, { hosts: count, sample: name });
    else known.hosts += count;
  }
  return [...kinds].map(([kind, { hosts, sample }]) => ({ kind, hosts, sample })).sort((a, b) => b.hosts - a.hosts);
}

/** Sensible first answers. `usualSystemId` is what hosts are taken for that say nothing. */
export function createChoices(network: ReadNetwork, index: CatalogIndex, usualSystemId: string): ImportChoices {
  const kinds = listHostKinds(network);
  const systems: Record<string, string | null> = Object.create(null);
  for (const { kind, sample } of kinds) {
    systems[kind] =
      network.kind === 'node'
        ? (matchGpuNode(network.node, index)[0]?.id ?? null)
        : (matchSystem(kind, index) ?? matchSystem(sample, index) ?? suggestBySize(network, index) ?? usualSystemId);
  }
  const first = systems[kinds[0]?.kind ?? ''] ?? usualSystemId;
  const linkId = createRequestFor(first, index, 0)?.linkId ?? USUAL_LINK;
  const acceleratorId = network.kind === 'node' ? (matchAccelerator(network.node, index)?.id ?? null) : null;
  return { systems, acceleratorId, linkId, oversubscription: 1, nodes: 1 };
}

/** The system that words name (`DGX H100`, `gb200-nvl72`); null = none. */
export function matchSystem(words: string, index: CatalogIndex): string | null {
  const named = new Set(words.toLowerCase().split(/[^a-z0-9]+/));
  let best: { readonly system: System; readonly score: number } | null = null;
  for (const system of index.catalog.systems) {
    if (!index.accelerators.has(system.acceleratorId)) continue;
    let score = 0;
    let isNamed = false;
    for (const token of system.id.split('-')) {
      if (token.length < 3 || !named.has(token)) continue;
      score += token.length;
      if (/\d/.test(token) && /[a-z]/.test(token)) isNamed = true;
    }
    if (isNamed && score > (best?.score ?? 0)) best = { system, score };
  }
  return best?.system.id ?? null;
}

/** Blocks of 18 hosts are, nearly always, racks of 72 accelerators behind one NVLink network. */
function suggestBySize(network: ReadNetwork, index: CatalogIndex): string | null {
  if (network.kind !== 'graph') return null;
  const bundles = network.graph.devices.filter(({ role }) => role === 'host');
  const isOfRacks = bundles.length > 0 && bundles.every(({ count }) => count === 18);
  return isOfRacks && index.systems.has('gb200-nvl72') ? 'gb200-nvl72' : null;
}

/** Hosts that one instance of a system is made of: a rack holds many. */
export function hostsPerSystem(system: System | undefined): number {
  if (system === undefined || system.kind !== 'rack' || system.acceleratorsPerHost === null) return 1;
  return Math.max(1, Math.round(system.acceleratorsPerSystem / system.acceleratorsPerHost));
}
