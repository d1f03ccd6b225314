/** All that can be lost, what takes most of the run first. */
import { eventsPerHour, type FailureKind, type FailureMode } from './failure-mode.ts';
import { listLossItem } from './lose-items.ts';
import { assessLoss, type Loss, type LossGround } from './loss.ts';
import type { LostParts } from './lost-parts.ts';

const SECONDS_PER_HOUR = 3600;
/** Step times that are computed for one list; what happens more rarely is judged by its structure alone. */
const MOST_STEPS = 24;

/** One row: one way to fail, or a drawn container that has no rate of its own. */
export interface LossRow extends Loss {
  readonly key: string;
  readonly kind: FailureKind | 'container' | 'idle' | 'capacity';
  readonly label: string;
  readonly origin: FailureMode['origin'];
  readonly itemIds: readonly string[];
  /** Components of the kind that the job uses. */
  readonly components: number;
  /** Of one component; 0 where no rate is known. */
  readonly eventsPerComponentHour: number;
  readonly eventsPerComponentHourBand: readonly [number, number] | null;
  readonly eventsInRun: number;
  readonly acceleratorHoursInRun: number;
  readonly usdInRun: number;
  readonly repairSeconds: number;
  /** Whether the step time without the part was computed, where it matters. */
  readonly isStepKnown: boolean;
  /** What the rate holds, and where it is from. */
  readonly holds: string;
  readonly source: string;
  readonly isChecked: boolean | null;
}

/** The step time of the plan without some parts, seconds; null where it does not run. */
export type StepWithout = (lost: LostParts) => Promise<number | null>;

/** Assesses all modes, and every drawn item that has none. */
export async function rankLosses(ground: LossGround, stepWithout: StepWithout): Promise<readonly LossRow[]> {
  const { modes, estimate, plan } = ground;
  const slowing = modes
    .filter(({ effect, components }) => effect === 'slows' && components > 0)
    .sort((a, b) => eventsPerHour(b) * b.repairSeconds - eventsPerHour(a) * a.repairSeconds)
    .slice(0, MOST_STEPS);
  const steps = new Map<string, number | null>();
  for (const mode of slowing) steps.set(mode.key, await stepWithout(mode.lost));
  const hours = runningHours(ground);
  const rows: LossRow[] = modes.map((mode) => {
    const step = steps.get(mode.key);
    // What the compiler cannot run without stops the job, whatever the structure says.
    const isStuck = step === null;
    const out = { ...mode, isIrreplaceable: mode.kind === 'storage' };
    const loss = assessLoss(ground, isStuck ? { ...out, effect: 'stops', interrupts: true } : out, step ?? null);
    const eventsInRun = eventsPerHour(mode) * hours;
    return {
      ...loss,
      key: mode.key,
      kind: mode.kind,
      label: mode.label,
      origin: mode.origin,
      itemIds: mode.itemIds,
      components: mode.components,
      eventsPerComponentHour: mode.eventsPerComponentHour,
      eventsPerComponentHourBand: mode.eventsPerComponentHourBand,
      eventsInRun,
      acceleratorHoursInRun: eventsInRun * loss.acceleratorHours,
      usdInRun: eventsInRun * loss.usd,
      repairSeconds: mode.repairSeconds,
      isStepKnown: mode.effect !== 'slows' || steps.has(mode.key),
      holds: mode.holds,
      source: mode.source,
      isChecked: mode.isChecked,
    };
  });
  // Capacity that a provider takes back is no failure of a drawn part.
  for (const cause of ground.scenario.economy.reliability.causes) {
    if (cause.origin !== 'provider') continue;
    const out = {
      effect: 'stops',
      interrupts: true,
      acceleratorsLost: 0,
      machinesLost: cause.machinesLost,
      machinesTouched: 0,
      repairSeconds: cause.repairSeconds,
    } as const;
    const loss = assessLoss(ground, out, null);
    const eventsInRun = cause.components * cause.interruptionsPerComponentHour * hours;
    rows.push({
      ...loss,
      key: cause.key,
      kind: 'capacity',
      label: cause.label,
      origin: cause.origin,
      itemIds: [],
      components: cause.components,
      eventsPerComponentHour: cause.interruptionsPerComponentHour,
      eventsPerComponentHourBand: null,
      eventsInRun,
      acceleratorHoursInRun: eventsInRun * loss.acceleratorHours,
      usdInRun: eventsInRun * loss.usd,
      repairSeconds: cause.repairSeconds,
      isStepKnown: true,
      holds: 'capacity that the provider takes back',
      source: 'the rental that the plan chooses',
      isChecked: null,
    });
  }
  const covered = new Set(modes.flatMap(({ itemIds }) => itemIds));
  const { blocks, links } = plan.drawing;
  for (const id of [...Object.keys(blocks), ...Object.keys(links)]) {
    if (covered.has(id)) continue;
    const item = listLossItem(ground, id);
    if (item === null) continue;
    const loss = assessLoss(ground, item, estimate.step.seconds);
    rows.push({
      ...loss,
      key: `item ${id}`,
      kind: loss.effect === 'nothing' ? 'idle' : 'container',
      label: item.label,
      origin: 'infrastructure',
      itemIds: [id],
      components: item.count,
      eventsPerComponentHour: 0,
      eventsPerComponentHourBand: null,
      eventsInRun: 0,
      acceleratorHoursInRun: 0,
      usdInRun: 0,
      repairSeconds: item.repairSeconds,
      isStepKnown: true,
      holds: 'no rate of its own: what it holds fails by itself',
      source: 'the drawing',
      isChecked: null,
    });
  }
  return rows.sort(
    (a, b) => b.usdInRun - a.usdInRun || b.acceleratorHours - a.acceleratorHours || (a.key < b.key ? -1 : 1),
  );
}

/** Hours of the run in which failures strike: planned stops and start-up left out. */
export function runningHours({ estimate }: Pick<LossGround, 'estimate'>): number {
  const { reliability, run } = estimate;
  const perHour = reliability.interruptionsPerDay / 24;
  return perHour > 0 ? reliability.interruptionsInRun / perHour : run.wallSeconds / SECONDS_PER_HOUR;
}
