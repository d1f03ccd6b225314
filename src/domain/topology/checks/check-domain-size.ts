/** Scale-up domains that are larger than their switches or their links allow. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import { setCount } from '../../plan/commands/set-count.ts';
import { nameOf } from '../../plan/describe-items.ts';
import { groupByParent } from '../../plan/drawing/block-tree.ts';
import type { Block, Drawing } from '../../plan/plan-document.ts';
import { formatQuantity } from '../../units/format-quantity.ts';
import { endpointOf, findEndpoints } from '../endpoint.ts';
import { countInstances } from '../summarize-drawing.ts';
import { joinCommands, keepWorking } from './choose-mend.ts';
import { type CableEnd, countPorts, isOverused } from './count-ports.ts';
import { type CheckInputs, type Finding, type Mend, MOST_FINDINGS } from './finding.ts';

const count = (value: number): string => formatQuantity('count', value).text;

interface Oversized {
  readonly itemIds: readonly string[];
  readonly message: string;
  /** The block to have fewer of, and how many; null = no whole number does. */
  readonly fewer: { readonly block: Block; readonly count: number } | null;
}

/** Says which domains are too large. */
export function checkDomainSize({ plan, catalog }: Pick<CheckInputs, 'plan' | 'catalog'>): Finding[] {
  return findOversized(plan.drawing, catalog)
    .slice(0, MOST_FINDINGS)
    .map(({ itemIds, message, fewer }) => {
      const isGone = (drawing: Drawing): boolean =>
        findOversized(drawing, catalog).every((other) => other.itemIds[0] !== itemIds[0]);
      return {
        code: 'domain-too-large',
        severity: 'problem',
        itemIds,
        message,
        advice: 'Hold fewer accelerators in the domain, and join the rest over the network.',
        mends: keepWorking(plan, catalog, [fewer === null ? null : holdFewer(plan.drawing, fewer)], isGone),
      };
    });
}

function holdFewer(drawing: Drawing, { block, count: to }: NonNullable<Oversized['fewer']>): Mend {
  const label = `Hold ${count(to)} instead of ${count(block.count)} ${nameOf(drawing, block.id)}`;
  return { label, command: joinCommands(label, [setCount(block.id, to)]) };
}

function findOversized(drawing: Drawing, catalog: CatalogIndex): Oversized[] {
  return [...findBehindSwitches(drawing, catalog), ...findInChassis(drawing, catalog)];
}

/** Scale-up switches outside systems: too few ports for the links that come up, or more accelerators than the links can address. */
function findBehindSwitches(drawing: Drawing, catalog: CatalogIndex): Oversized[] {
  const instances = countInstances(drawing);
  const found: Oversized[] = [];
  for (const use of countPorts(drawing, catalog, instances).values()) {
    if (use.kind !== 'switch' || !use.isScaleUp) continue;
    const { block } = use;
    const below = use.cables.flatMap((end) => holdersBelow(drawing, block.id, end, catalog, instances));
    const [largest] = [...below].sort((a, b) => b.accelerators - a.accelerators);
    if (largest === undefined) continue;
    const domains = block.parent === null ? 1 : (instances.get(block.parent) ?? 1);
    // Where each chassis is cabled to one switch only, every switch makes a domain of its own.
    const apart = use.cables.every(({ link }) => link.pattern === 'single') ? block.count : 1;
    const total = below.reduce((sum, each) => sum + each.accelerators, 0) / domains / apart;
    const limit = largest.maxDomain ?? Number.POSITIVE_INFINITY;
    const overPorts = isOverused(use);
    if (!overPorts && total <= limit + 1e-6) continue;
    const name = nameOf(drawing, block.id);
    const accelerators = `The domain of ${count(Math.ceil(total - 1e-6))} accelerators behind ${name}`;
    const ports = `needs ${count(use.used)} ports of each ${use.name}, which has ${count(use.ports)}`;
    const most = `is larger than the ${count(limit)} that ${largest.linkName} joins`;
    const parts = [...(overPorts ? [ports] : []), ...(total > limit + 1e-6 ? [most] : [])];
    const perHolder = largest.accelerators / domains / apart / largest.block.count;
    const share = overPorts ? use.mostBytesPerSecond / use.usedBytesPerSecond : 1;
    // Of the largest kind of chassis as many less as make up for what is over; the others stay.
    const keep = Math.min(total * share, limit) - (total - perHolder * largest.block.count);
    const fewer = Math.floor(keep / perHolder + 1e-6);
    found.push({
      itemIds: [block.id, largest.block.id],
      message: `${accelerators} ${parts.join(', and ')}.`,
      fewer: fewer >= 1 && fewer < largest.block.count ? { block: largest.block, count: fewer } : null,
    });
  }
  return found;
}

interface Holder {
  readonly block: Block;
  /** In all instances together. */
  readonly accelerators: number;
  readonly maxDomain: number | null;
  readonly linkName: string;
}

/** Blocks with accelerators at the other end of scale-up cables. */
function holdersBelow(
  drawing: Drawing,
  switchId: string,
  { link }: CableEnd,
  catalog: CatalogIndex,
  instances: ReadonlyMap<string, number>,
): Holder[] {
  const other = drawing.blocks[link.from === switchId ? link.to : link.from];
  const endpoint = other === undefined ? null : endpointOf(other, catalog);
  if (other === undefined || endpoint === null) return [];
  const { maxDomain, name } = endpoint.system?.scaleUp ?? endpoint.accelerator.scaleUp;
  const accelerators = (instances.get(other.id) ?? 0) * endpoint.accelerators;
  return [{ block: other, accelerators, maxDomain, linkName: name }];
}

/** Accelerators drawn one by one in a chassis. Those in pairs or on the host's bus are not meant to be one domain. */
function findInChassis(drawing: Drawing, catalog: CatalogIndex): Oversized[] {
  const endpoints = findEndpoints(drawing, catalog);
  const children = groupByParent(drawing);
  const found: Oversized[] = [];
  for (const block of Object.values(drawing.blocks)) {
    if (block.kind !== 'node' || endpoints.has(block.id)) continue;
    const inside = (children.get(block.id) ?? []).flatMap((child) => endpoints.get(child.id) ?? []);
    const [largest] = [...inside].sort((a, b) => b.block.count - a.block.count);
    if (largest === undefined) continue;
    const { scaleUp } = largest.accelerator;
    if (!['switched', 'mesh', 'hybrid-mesh'].includes(scaleUp.topology) || scaleUp.maxDomain === null) continue;
    const total = inside.reduce((sum, each) => sum + each.block.count * each.accelerators, 0);
    if (total <= scaleUp.maxDomain) continue;
    const fewer = largest.block.count - Math.ceil((total - scaleUp.maxDomain) / largest.accelerators);
    found.push({
      itemIds: [block.id, largest.block.id],
      message: `${nameOf(drawing, block.id)} holds ${count(total)} accelerators, more than the ${count(scaleUp.maxDomain)} that ${scaleUp.name} joins: the rest meets over the host's links.`,
      fewer: fewer >= 1 ? { block: largest.block, count: fewer } : null,
    });
  }
  return found;
}
