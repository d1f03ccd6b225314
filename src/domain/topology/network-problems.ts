/** Why a drawn network falls apart, and where its switches have fewer ports than cables. */
import type { CatalogIndex } from '../catalog/catalog-types.ts';
import { createProblem, type ScenarioProblem } from '../estimate/scenario-problem.ts';
import { nameOf } from '../plan/describe-items.ts';
import type { Block, Drawing } from '../plan/plan-document.ts';
import { countPorts, isOverused } from './checks/count-ports.ts';
import type { Island } from './network-island.ts';

/** Says which blocks are cut off from the rest, and what would join them. `cutLinks` are those that every cable of is cut. */
export function explainUnconnected(
  drawing: Drawing,
  islands: readonly Island[],
  largest: Island,
  cutLinks: readonly string[],
): ScenarioProblem {
  const whole = Object.values(drawing.links).filter((link) => !cutLinks.includes(link.id));
  const cabled = new Set(whole.flatMap((link) => [link.from, link.to]));
  const bare = islands.filter((island) => ![...island.reach.keys()].some((id) => cabled.has(id)));
  const outside = islands.filter((island) => island !== largest);
  const blamed = bare.length > 0 ? bare : outside.length > 0 ? outside : islands;
  const itemIds = [...new Set(blamed.flatMap((island) => island.endpointIds))];
  const names = itemIds.map((id) => drawing.blocks[id]?.name || id);
  const total = islands.reduce((sum, island) => sum + island.multiplicity * island.accelerators, 0);
  const parts = Math.round(islands.reduce((sum, island) => sum + island.multiplicity, 0));
  const size = Math.round(largest.accelerators);
  const top = findTop(drawing, blamed[0]);
  const cut = `The ${Math.round(total)} accelerators fall into ${parts} parts that cannot reach each other; the largest holds ${size}.`;
  if (cutLinks.length > 0) {
    const links = listNames(cutLinks.map((id) => nameOf(drawing, id)));
    return createProblem({
      code: 'unconnected',
      part: 'drawing',
      itemIds: [...itemIds, ...cutLinks],
      message: `All cables are cut: ${links}. ${cut}`,
      mend: 'Mend some of these cables, or connect the parts another way.',
    });
  }
  return createProblem({
    code: 'unconnected',
    part: 'drawing',
    itemIds: top === null ? itemIds : [...itemIds, top.id],
    message: bare.length > 0 ? `No cable leaves ${listNames(names)}. ${cut}` : `${cut} Cut off: ${listNames(names)}.`,
    mend: top === null ? `Connect ${listNames(names)} to a switch.` : `Connect ${top.name} to a switch above it.`,
  });
}

/** The highest switch that an island hangs on. */
function findTop(drawing: Drawing, island: Island | undefined): Block | null {
  let top: Block | null = null;
  let highest = 0;
  for (const [id, path] of island?.reach ?? []) {
    const block = drawing.blocks[id];
    if (block?.kind === 'switch' && path.tier > highest) {
      highest = path.tier;
      top = block;
    }
  }
  return top;
}

function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

/** Warns of switches with more cables than ports. A port can be split: what counts is bandwidth, port times radix. */
export function checkPorts(
  drawing: Drawing,
  index: CatalogIndex,
  instances: ReadonlyMap<string, number>,
): ScenarioProblem[] {
  const warnings: ScenarioProblem[] = [];
  for (const use of countPorts(drawing, index, instances).values()) {
    const { block, name, used, ports } = use;
    if (use.kind !== 'switch' || !isOverused(use)) continue;
    warnings.push(
      createProblem({
        code: 'too-few-ports',
        part: 'drawing',
        itemIds: [block.id],
        message: `Each ${block.name} needs ${used} ports of ${name}, which has ${ports}.`,
        mend: `Draw more ${block.name}, or a switch with more ports.`,
      }),
    );
  }
  return warnings;
}
