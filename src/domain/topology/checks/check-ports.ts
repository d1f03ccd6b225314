/** Free ports, and more cables than ports. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import { setCount } from '../../plan/commands/set-count.ts';
import { updateBlock } from '../../plan/commands/update-block.ts';
import { updateLink } from '../../plan/commands/update-link.ts';
import { nameOf } from '../../plan/describe-items.ts';
import type { Drawing, PlanCommand } from '../../plan/plan-document.ts';
import { formatQuantity } from '../../units/format-quantity.ts';
import { findOverused, joinCommands, keepWorking } from './choose-mend.ts';
import { countPorts, isOverused, type PortUse } from './count-ports.ts';
import { findSwitches } from './find-switches.ts';
import { type CheckInputs, type Finding, type Mend, MOST_FINDINGS } from './finding.ts';

const count = (value: number): string => formatQuantity('count', value).text;

/** Says how many ports are free, and where cables need more than there are. */
export function checkPorts({ plan, catalog }: Pick<CheckInputs, 'plan' | 'catalog'>): Finding[] {
  const uses = [...countPorts(plan.drawing, catalog).values()];
  // Too few ports for scale-up links is a domain that is too large.
  const over = groupAlike(uses.filter((use) => isOverused(use) && !use.isScaleUp)).slice(0, MOST_FINDINGS);
  const free = groupAlike(uses.filter((use) => use.ports > use.used)).slice(0, MOST_FINDINGS);
  return [
    ...over.map((group) => describeOverused(group, plan, catalog)),
    ...free.map((group) => describeFree(group, plan.drawing)),
  ];
}

/** Blocks of the same name and kind that use as many ports. */
function groupAlike(uses: readonly PortUse[]): (readonly [PortUse, ...PortUse[]])[] {
  const groups = new Map<string, [PortUse, ...PortUse[]]>();
  for (const use of uses) {
    const key = JSON.stringify([use.block.name, use.block.catalogId, use.used]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [use]);
    else known.push(use);
  }
  return [...groups.values()];
}

function describeFree(group: readonly [PortUse, ...PortUse[]], drawing: Drawing): Finding {
  const [use] = group;
  const free = use.ports - use.used;
  const ports = `${count(free)} of ${count(use.ports)} ports (${use.name})`;
  return {
    code: 'free-ports',
    severity: 'information',
    itemIds: group.map(({ block }) => block.id),
    message: `${nameOf(drawing, use.block.id)}: ${ports} ${free === 1 ? 'is' : 'are'} free${use.block.count > 1 || group.length > 1 ? ' on each' : ''}.`,
    advice: null,
    mends: [],
  };
}

function describeOverused(
  group: readonly [PortUse, ...PortUse[]],
  plan: CheckInputs['plan'],
  catalog: CatalogIndex,
): Finding {
  const { drawing } = plan;
  const [use] = group;
  const name = nameOf(drawing, use.block.id);
  const ids = group.map(({ block }) => block.id);
  const links = [...new Set(use.cables.map(({ link }) => link.id))];
  const candidates = [
    ...(use.kind === 'switch' ? [replaceSwitch(group, name, catalog), addInstances(group, name)] : []),
    ...links.map((id) => useFewerCables(group, id, drawing)),
  ];
  return {
    code: 'overused-ports',
    severity: 'problem',
    itemIds: ids,
    message: `Each ${name} needs ${count(use.used)} ports of ${use.name}, which has ${count(use.ports)}: ${count(use.used - use.ports)} too few.`,
    advice:
      use.kind === 'switch'
        ? `Draw more ${name}, a switch with more ports, or fewer cables to it.`
        : 'Draw fewer cables for each, or a system with more network ports.',
    mends: keepWorking(plan, catalog, candidates, (changed) => {
      const still = findOverused(changed, catalog);
      return ids.every((id) => !still.has(id));
    }),
  };
}

/** The smallest switch of the same family that has room for all cables, at ports no slower. */
function replaceSwitch(group: readonly [PortUse, ...PortUse[]], name: string, catalog: CatalogIndex): Mend | null {
  const [use] = group;
  const fits = findSwitches(catalog, use.block.catalogId ?? '', {
    bandwidthBytesPerSecond: use.usedBytesPerSecond,
    portBytesPerSecond: use.portBytesPerSecond,
  });
  const [best] = fits;
  if (best === undefined) return null;
  const label = `Make ${name} a ${best.name}, ${count(best.radix)} ports`;
  return {
    label,
    command: joinCommands(
      label,
      group.map(({ block }) => updateBlock(block.id, { catalogId: best.id })),
    ),
  };
}

/** As many instances as the cables from below need. */
function addInstances(group: readonly [PortUse, ...PortUse[]], name: string): Mend | null {
  const commands: PlanCommand[] = [];
  const [use] = group;
  let to = 0;
  for (const { block, cables, mostBytesPerSecond } of group) {
    const bandwidthOf = (own: boolean): number =>
      cables.reduce(
        (sum, { link, isOwn, bytesPerSecondOfOne }) =>
          isOwn === own ? sum + link.cablesPerInstance * bytesPerSecondOfOne : sum,
        0,
      );
    // Its own cables each new instance brings again; those of others are shared out.
    const room = mostBytesPerSecond - bandwidthOf(true);
    if (room <= 0) return null;
    to = Math.ceil((block.count * bandwidthOf(false)) / room - 1e-6);
    if (to <= block.count) return null;
    commands.push(setCount(block.id, to));
  }
  const label = `Draw ${count(to)} ${name} instead of ${count(use.block.count)}`;
  return { label, command: joinCommands(label, commands) };
}

/** Fewer cables of one link, and of the alike links of blocks that are alike. */
function useFewerCables(group: readonly [PortUse, ...PortUse[]], linkId: string, drawing: Drawing): Mend | null {
  const [first] = group;
  const meant = first.cables.find(({ link }) => link.id === linkId);
  if (meant === undefined) return null;
  const commands: PlanCommand[] = [];
  let cables = 0;
  for (const use of group) {
    const over = use.usedBytesPerSecond - use.mostBytesPerSecond;
    const alike = use.cables.find(
      ({ link, isOwn }) =>
        link.id === linkId ||
        (group.length > 1 &&
          isOwn === meant.isOwn &&
          link.cablesPerInstance === meant.link.cablesPerInstance &&
          link.catalogId === meant.link.catalogId),
    );
    if (alike === undefined || alike.bytesPerSecondOfOne <= 0) return null;
    cables = alike.link.cablesPerInstance - Math.ceil(over / alike.bytesPerSecondOfOne - 1e-6);
    if (cables < 1) return null;
    commands.push(updateLink(alike.link.id, { cablesPerInstance: cables }));
  }
  const { link } = meant;
  const label = `Use ${count(cables)} instead of ${count(link.cablesPerInstance)} cables from each ${nameOf(drawing, link.from)} to ${nameOf(drawing, link.to)}`;
  return { label, command: joinCommands(label, commands) };
}
