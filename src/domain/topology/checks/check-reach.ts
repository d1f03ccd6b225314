/** Accelerators that the rest cannot reach. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import type { ScenarioProblem } from '../../estimate/scenario-problem.ts';
import { listNames } from '../../overlay/list-names.ts';
import { connectBlocks } from '../../plan/commands/connect-blocks.ts';
import { updateLink } from '../../plan/commands/update-link.ts';
import { nameOf } from '../../plan/describe-items.ts';
import { absoluteRectangle } from '../../plan/drawing/block-geometry.ts';
import { ancestorsOf } from '../../plan/drawing/block-tree.ts';
import { createIdSource } from '../../plan/next-id.ts';
import type { Drawing, Link } from '../../plan/plan-document.ts';
import { compileNetwork } from '../compile-network.ts';
import { countInstances } from '../summarize-drawing.ts';
import { joinCommands, keepWorking } from './choose-mend.ts';
import { countPorts, type PortUse } from './count-ports.ts';
import { familyOf } from './find-switches.ts';
import type { CheckInputs, Finding, Mend } from './finding.ts';

/** Switches that are tried; each costs a walk over the drawing. */
const MOST_TRIED = 6;
const FAMILY_OF_LINKS = { infiniband: 'ib', ethernet: 'roce', slingshot: 'slingshot', nvlink: 'nvlink' } as const;

/** Says which accelerators are cut off. */
export function checkReach({ plan, catalog, compiled }: CheckInputs): Finding[] {
  const told = compiled.ok ? compiled.warnings : [...compiled.problems, ...compiled.warnings];
  return told
    .filter(({ code }) => code === 'unconnected')
    .map((problem) => {
      const { drawing } = plan;
      const itemIds = problem.itemIds.filter(
        (id) => drawing.blocks[id] !== undefined || drawing.links[id] !== undefined,
      );
      const isMended = (changed: Drawing): boolean => {
        const { problems, warnings } = compileNetwork(changed, catalog, plan.strategy.acceleratorsUsed);
        return [...problems, ...warnings].every(({ code }) => code !== 'unconnected');
      };
      const repaired = keepWorking(plan, catalog, [repairCables(problem, drawing)], isMended);
      return {
        code: 'unreachable' as const,
        severity: 'problem' as const,
        itemIds,
        message: problem.message,
        advice: problem.mend,
        mends: repaired.length > 0 ? repaired : firstWorking(plan, catalog, itemIds, isMended),
      };
    })
    .filter(({ itemIds }) => itemIds.length > 0);
}

/** Makes cut cables whole again, where that is what cut the parts off. */
function repairCables({ itemIds }: ScenarioProblem, drawing: Drawing): Mend | null {
  const cut = itemIds.filter((id) => drawing.links[id] !== undefined);
  if (cut.length === 0) return null;
  const label = `Mend the cables of the ${listNames(cut.map((id) => nameOf(drawing, id)))}`;
  return {
    label,
    command: joinCommands(
      label,
      cut.map((id) => updateLink(id, { exceptions: [] })),
    ),
  };
}

/** Cables to the nearest switch that has ports for them and joins all. */
function firstWorking(
  plan: CheckInputs['plan'],
  catalog: CatalogIndex,
  itemIds: readonly string[],
  isMended: (drawing: Drawing) => boolean,
): Mend[] {
  const { drawing } = plan;
  const blocks = itemIds.filter((id) => drawing.blocks[id] !== undefined);
  // The switch that a part hangs on leads out of it; without one, the systems themselves.
  const tops = blocks.filter((id) => drawing.blocks[id]?.kind === 'switch');
  const lowers = tops.length > 0 ? tops : blocks;
  const uses = countPorts(drawing, catalog);
  const uppers = [...uses.values()]
    .filter(({ kind, block }) => kind === 'switch' && !lowers.includes(block.id))
    .filter((use) => use.mostBytesPerSecond > use.usedBytesPerSecond && !use.isScaleUp)
    .filter(({ block }) => lowers.every((id) => !ancestorsOf(drawing, block.id).includes(id)))
    .map((use) => ({ use, distance: distanceBetween(drawing, lowers[0] ?? '', use.block.id) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_TRIED);
  for (const { use } of uppers) {
    const working = keepWorking(plan, catalog, [connectTo(use, lowers, uses, drawing, catalog)], isMended);
    if (working.length > 0) return working;
  }
  return [];
}

/** As many cables for each as both ends have ports for. */
function connectTo(
  upper: PortUse,
  lowers: readonly string[],
  uses: ReadonlyMap<string, PortUse>,
  drawing: Drawing,
  catalog: CatalogIndex,
): Mend | null {
  const instances = countInstances(drawing);
  const newId = createIdSource(drawing);
  const free = (use: PortUse): number => use.mostBytesPerSecond - use.usedBytesPerSecond;
  const total = lowers.reduce((sum, id) => sum + (instances.get(id) ?? 0), 0);
  const links: Link[] = [];
  for (const id of lowers) {
    const lower = uses.get(id);
    if (lower === undefined) return null;
    const port = Math.min(lower.portBytesPerSecond, upper.portBytesPerSecond);
    const kind = findKind(upper, port, catalog);
    if (kind === null) return null;
    const room = (free(upper) * (instances.get(upper.block.id) ?? 1)) / Math.max(1, total);
    const cables = Math.floor(Math.min(free(lower), room) / kind.bandwidthBytesPerSecond + 1e-6);
    if (cables < 1) return null;
    links.push({
      id: newId('l'),
      from: id,
      to: upper.block.id,
      catalogId: kind.id,
      cablesPerInstance: lower.kind === 'system' ? Math.min(cables, lower.ports) : cables,
      pattern: upper.block.count === 1 ? 'single' : 'spread',
      bandwidthBytesPerSecond: null,
      latencySeconds: null,
      exceptions: [],
    });
  }
  const label = `Connect ${listNames(lowers.map((id) => nameOf(drawing, id)))} to ${nameOf(drawing, upper.block.id)}`;
  return links.length === 0 ? null : { label, command: joinCommands(label, links.map(connectBlocks)) };
}

/** The kind of link that comes to the switch already, or the fastest of its family that both ports take. */
function findKind(
  upper: PortUse,
  portBytesPerSecond: number,
  catalog: CatalogIndex,
): { readonly id: string; readonly bandwidthBytesPerSecond: number } | null {
  const fits = (bandwidth: number | null): bandwidth is number =>
    bandwidth !== null && bandwidth <= portBytesPerSecond * (1 + 1e-9);
  for (const { link, rates } of upper.cables) {
    const own = catalog.links.get(link.catalogId)?.portBandwidthBytesPerSecond ?? null;
    if (!rates.isWan && fits(own)) return { id: link.catalogId, bandwidthBytesPerSecond: own };
  }
  const record = catalog.switches.get(upper.block.catalogId ?? '');
  const family = record === undefined ? 'roce' : FAMILY_OF_LINKS[familyOf(record)];
  let best: { readonly id: string; readonly bandwidthBytesPerSecond: number } | null = null;
  for (const { id, portBandwidthBytesPerSecond: bandwidth } of catalog.catalog.links) {
    if (!id.startsWith(family) || !fits(bandwidth)) continue;
    if (best === null || bandwidth > best.bandwidthBytesPerSecond) best = { id, bandwidthBytesPerSecond: bandwidth };
  }
  return best;
}

/** Between the middles of two blocks, canvas units. */
function distanceBetween(drawing: Drawing, one: string, other: string): number {
  const [a, b] = [absoluteRectangle(drawing, one), absoluteRectangle(drawing, other)];
  if (a === undefined || b === undefined) return Number.POSITIVE_INFINITY;
  return Math.hypot(a.x + a.width / 2 - b.x - b.width / 2, a.y + a.height / 2 - b.y - b.height / 2);
}
