/** Link load laid over the drawing: how long the busiest cable or port of each kind carries data in one step, in all or for one purpose. */
import type { StepEstimate } from '../estimate/estimate.ts';
import { findLinkLoads, type LinkLoad } from '../estimate/link-load.ts';
import type { Scenario } from '../estimate/scenario.ts';
import { CATEGORIES, CATEGORY_STYLES, type Category } from '../figure/figure-theme.ts';
import { nameOf } from '../plan/describe-items.ts';
import type { Drawing } from '../plan/plan-document.ts';
import type { RouteAnswer } from '../topology/flow/route-strategy.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import type { DrawingOverlay, OverlayMark } from './drawing-overlay.ts';
import { listNames } from './list-names.ts';
import type { OverlayId, PlacedDimension } from './overlay-choices.ts';

/** Loads that are this near to the largest are the bottleneck with it. */
const NEAR = 0.999;

const seconds = (value: number): string => formatQuantity('duration', value).text;
const percent = (value: number): string => formatQuantity('ratio', value).text;
const count = (value: number): string => formatQuantity('count', Math.round(value)).text;

const PORTS: Readonly<Record<Exclude<LinkLoad['kind'], 'trunk'>, string>> = {
  core: 'scale-up links',
  pair: 'scale-up links',
  host: 'host links',
  adapter: 'network adapters',
};

/** What the overlay is made from. */
export interface LoadInputs {
  readonly id: OverlayId;
  /** Load of one dimension; null = of all traffic. */
  readonly dimension: PlacedDimension | null;
  readonly drawing: Drawing;
  readonly scenario: Scenario;
  readonly step: StepEstimate;
  readonly routing: RouteAnswer;
}

/** Builds the overlay; where the drawing is not routed it says why and marks nothing. */
export function buildLoadOverlay({ id, dimension, drawing, scenario, step, routing }: LoadInputs): DrawingOverlay {
  const loads = routing.ok ? findLinkLoads(routing.routed.traffic, step, scenario) : [];
  const title = dimension === null ? 'Link load' : `Link load, ${dimension}`;
  const busyOf = (load: LinkLoad): number =>
    dimension === null ? load.totalBusySeconds : (load.busySeconds[dimension] ?? 0);
  const busy = loads.filter((load) => busyOf(load) > 0).sort((a, b) => busyOf(b) - busyOf(a));
  const most = busy[0] === undefined ? 0 : busyOf(busy[0]);
  const byBlock = new Map<string, OverlayMark>();
  const byLink = new Map<string, OverlayMark>();
  for (const load of busy) {
    const marks = load.kind === 'trunk' ? byLink : byBlock;
    const share = busyOf(load) / step.seconds;
    const words = describeLoad(load, busyOf(load), share, dimension);
    const known = marks.get(load.itemId);
    // The busiest ports of a block give its colour; the others add their words.
    if (known !== undefined) {
      marks.set(load.itemId, { ...known, words: `${known.words}; ${words}` });
      continue;
    }
    marks.set(load.itemId, {
      level: busyOf(load) / most,
      short: `${percent(share)} busy`,
      words,
      isAlarm: busyOf(load) >= most * NEAR,
    });
  }
  const bottlenecks = busy.filter((load) => busyOf(load) >= most * NEAR);
  return {
    id,
    title,
    summary: routing.ok
      ? summarize(drawing, bottlenecks, busyOf, step, dimension)
      : `How busy single links are is not known: ${routing.reason}. The figures go by nested domains instead.`,
    legend: {
      measure: `Share of a step in which the busiest of its cables or ports carries ${dimension === null ? 'data' : `${dimension} traffic`}, at full bandwidth`,
      ends: most === 0 ? null : ['0 %', percent(most / step.seconds)],
      alarm: most === 0 ? null : 'Hatched or dashed: the bottleneck',
      places: [],
    },
    byBlock,
    byLink,
    places: null,
  };
}

function describeLoad(load: LinkLoad, busy: number, share: number, dimension: PlacedDimension | null): string {
  const subject = load.kind === 'trunk' ? '' : `${PORTS[load.kind]} `;
  const what = dimension === null ? `: ${describeParts(load)}` : ` with ${dimension} traffic`;
  const some = load.busiestLinks < load.links * (1 - 1e-6);
  const ports = load.kind === 'trunk' ? 'cables' : 'ports';
  const which = some ? `, the busiest ${count(load.busiestLinks)} of ${count(load.links)} ${ports}` : '';
  return `${subject}busy for ${seconds(busy)} of a step (${percent(share)})${what}${which}`;
}

/** Purposes of what a link carries, the largest first. */
function describeParts({ busySeconds }: LinkLoad): string {
  return CATEGORIES.flatMap((category: Category) => {
    const value = busySeconds[category] ?? 0;
    return value > 0 ? [{ category, value }] : [];
  })
    .sort((a, b) => b.value - a.value)
    .map(({ category, value }) => `${CATEGORY_STYLES[category].label.toLowerCase()} ${seconds(value)}`)
    .join(', ');
}

function summarize(
  drawing: Drawing,
  bottlenecks: readonly LinkLoad[],
  busyOf: (load: LinkLoad) => number,
  step: StepEstimate,
  dimension: PlacedDimension | null,
): string {
  const [first] = bottlenecks;
  if (first === undefined) {
    return dimension === null ? 'No traffic crosses a link.' : `No ${dimension} traffic crosses a link.`;
  }
  const names = listNames(
    bottlenecks.map(({ kind, itemId }) =>
      kind === 'trunk' ? `the ${nameOf(drawing, itemId)}` : `the ${PORTS[kind]} of ${nameOf(drawing, itemId)}`,
    ),
  );
  const busy = busyOf(first);
  const lasting = step.collectives
    .filter(({ category }) => dimension !== null && category === dimension)
    .reduce((sum, collective) => sum + collective.repeats * collective.seconds, 0);
  const carries = lasting > 0 ? `, ${percent(Math.min(1, busy / lasting))} of the time of its collectives` : '';
  return `Busiest: ${names}, ${seconds(busy)} of the ${seconds(step.seconds)} step (${percent(busy / step.seconds)})${carries}.`;
}
