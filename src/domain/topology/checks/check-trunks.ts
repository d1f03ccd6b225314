/** Oversubscription that the strategy feels: cables that are busier than the network adapters below them. */
import { findLinkLoads, type LinkLoad } from '../../estimate/link-load.ts';
import type { Category } from '../../figure/figure-theme.ts';
import { updateLink } from '../../plan/commands/update-link.ts';
import { nameOf } from '../../plan/describe-items.ts';
import type { Drawing, Link } from '../../plan/plan-document.ts';
import { formatQuantity } from '../../units/format-quantity.ts';
import { joinCommands, keepWorking } from './choose-mend.ts';
import { countPorts, type PortUse } from './count-ports.ts';
import { type CheckInputs, type Finding, type Mend, MOST_FINDINGS } from './finding.ts';

/** Traffic that leaves systems in bulk. */
const FELT: readonly Category[] = ['data', 'expert'];
/** Cables that are a little busier than adapters are as fast as makes no difference. */
const BUSIER = 1.05;
/** Shares of a step below this are not felt. */
const LEAST_SHARE = 0.01;

const count = (value: number): string => formatQuantity('count', value).text;
const percent = (value: number): string => formatQuantity('ratio', value).text;
const seconds = (value: number): string => formatQuantity('duration', value).text;

interface Felt {
  readonly link: Link;
  readonly category: Category;
  readonly busySeconds: number;
  /** Of the busiest adapters below. */
  readonly adapterSeconds: number;
}

/** Says which cables hold up data- or expert-parallel traffic. Needs figures and a routed drawing. */
export function checkTrunks({ plan, catalog, figures }: CheckInputs): Finding[] {
  if (figures === null || !figures.of.routing.ok) return [];
  const { drawing } = plan;
  const { step } = figures.estimate;
  const loads = findLinkLoads(figures.of.routing.routed.traffic, step, figures.of.scenario);
  const uses = countPorts(drawing, catalog);
  const findings: Finding[] = [];
  for (const group of groupAlike(findFelt(drawing, loads, step.seconds), drawing).slice(0, MOST_FINDINGS)) {
    const [worst] = group;
    const lasting = step.collectives
      .filter(({ category }) => category === worst.category)
      .reduce((sum, collective) => sum + collective.repeats * collective.seconds, 0);
    const times = worst.busySeconds / worst.adapterSeconds;
    const name = nameOf(drawing, worst.link.id);
    const held =
      lasting > 0
        ? `, ${percent(Math.min(1, worst.busySeconds / lasting))} of the ${worst.category}-parallel time`
        : '';
    const ids = group.map(({ link }) => link.id);
    const mends = keepWorking(plan, catalog, [addCables(group, times, uses, drawing)], () => true);
    findings.push({
      code: 'oversubscribed',
      severity: 'warning',
      itemIds: ids,
      message: `The ${name}${ids.length > 1 ? ` and ${count(ids.length - 1)} alike` : ''} carries ${worst.category}-parallel traffic for ${seconds(worst.busySeconds)} of a step${held}: ${times.toFixed(1)} times as long as the network adapters below.`,
      advice:
        mends.length > 0
          ? 'Draw more cables for each instance.'
          : 'No port is free for more cables: draw more switches above, or switches with more ports.',
      mends,
    });
  }
  return findings;
}

function findFelt(drawing: Drawing, loads: readonly LinkLoad[], stepSeconds: number): Felt[] {
  const adapters = loads.filter(({ kind }) => kind === 'adapter');
  const felt: Felt[] = [];
  for (const load of loads) {
    const link = load.kind === 'trunk' ? drawing.links[load.itemId] : undefined;
    if (link === undefined) continue;
    // Looking for what lies below takes a while: only where some adapters are less busy.
    const mayBeFelt = FELT.some((category) => {
      const busySeconds = load.busySeconds[category] ?? 0;
      return (
        busySeconds >= LEAST_SHARE * stepSeconds &&
        adapters.some(({ busySeconds: busy }) => busySeconds > BUSIER * (busy[category] ?? 0))
      );
    });
    if (!mayBeFelt) continue;
    const below = findBelow(drawing, link);
    let worst: Felt | null = null;
    for (const category of FELT) {
      const busySeconds = load.busySeconds[category] ?? 0;
      const adapterSeconds = Math.max(
        0,
        ...adapters.filter(({ itemId }) => below.has(itemId)).map(({ busySeconds: busy }) => busy[category] ?? 0),
      );
      if (adapterSeconds <= 0 || busySeconds < LEAST_SHARE * stepSeconds) continue;
      if (busySeconds <= BUSIER * adapterSeconds || busySeconds <= (worst?.busySeconds ?? 0)) continue;
      worst = { link, category, busySeconds, adapterSeconds };
    }
    if (worst !== null) felt.push(worst);
  }
  return felt.sort((a, b) => b.busySeconds - a.busySeconds);
}

/** Blocks whose traffic comes up to a link: its lower end, what is cabled to it from below, and what is inside either. */
function findBelow(drawing: Drawing, { from }: Link): ReadonlySet<string> {
  const below = new Set([from]);
  for (let size = 0; size !== below.size; ) {
    size = below.size;
    for (const link of Object.values(drawing.links)) if (below.has(link.to)) below.add(link.from);
    for (const block of Object.values(drawing.blocks)) {
      if (block.parent !== null && below.has(block.parent)) below.add(block.id);
    }
  }
  return below;
}

/** Links between blocks of the same names with as many cables, which feel the same traffic. */
function groupAlike(felt: readonly Felt[], drawing: Drawing): (readonly [Felt, ...Felt[]])[] {
  const groups = new Map<string, [Felt, ...Felt[]]>();
  for (const each of felt) {
    const { from, to, catalogId, cablesPerInstance } = each.link;
    const key = JSON.stringify([
      nameOf(drawing, from),
      nameOf(drawing, to),
      catalogId,
      cablesPerInstance,
      each.category,
    ]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [each]);
    else known.push(each);
  }
  return [...groups.values()];
}

/** As many cables as make the links as fast as the adapters, or as many as there are ports for. */
function addCables(
  group: readonly [Felt, ...Felt[]],
  times: number,
  uses: ReadonlyMap<string, PortUse>,
  drawing: Drawing,
): Mend | null {
  const [{ link: first }] = group;
  const now = first.cablesPerInstance;
  const wanted = Math.ceil(now * times - 1e-6);
  // Links of a group that end at the same block share its free ports.
  const demand = new Map<string, number>();
  for (const { link } of group) {
    for (const id of [link.from, link.to]) {
      const one = uses.get(id)?.cables.find((cable) => cable.link.id === link.id)?.bytesPerSecondOfOne ?? 0;
      demand.set(id, (demand.get(id) ?? 0) + one);
    }
  }
  let more = wanted - now;
  for (const [id, bytesPerSecond] of demand) {
    const use = uses.get(id);
    if (use === undefined || bytesPerSecond <= 0) continue;
    more = Math.min(more, Math.floor((use.mostBytesPerSecond - use.usedBytesPerSecond) / bytesPerSecond + 1e-6));
  }
  if (more < 1) return null;
  const label = `Use ${count(now + more)} instead of ${count(now)} cables from each ${nameOf(drawing, first.from)} to ${nameOf(drawing, first.to)}${now + more < wanted ? ', as far as ports allow' : ''}`;
  const commands = group.map(({ link }) => updateLink(link.id, { cablesPerInstance: now + more }));
  return { label, command: joinCommands(label, commands) };
}
