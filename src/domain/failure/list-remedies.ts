/** What can be done against losses, each as a command: one more spare, second paths, checkpoints, storage, faster recovery. */
import type { AssumptionDefinition } from '../assumptions/assumption-types.ts';
import { CHECKPOINT_INTERVAL_SECONDS } from '../assumptions/checkpoint-assumptions.ts';
import { DETECT_SECONDS, RESTART_SECONDS, SPARE_FRACTION } from '../assumptions/recovery-assumptions.ts';
import { resolveAssumption } from '../assumptions/resolve-assumption.ts';
import { setAssumption } from '../plan/commands/set-assumption.ts';
import { setCount } from '../plan/commands/set-count.ts';
import { updateBlock } from '../plan/commands/update-block.ts';
import { updateLink } from '../plan/commands/update-link.ts';
import { nameOf } from '../plan/describe-items.ts';
import type { Link, PlanCommand } from '../plan/plan-document.ts';
import { joinCommands } from '../topology/checks/choose-mend.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import { eventsPerHour, type FailureMode } from './failure-mode.ts';
import type { LossGround } from './loss.ts';

/** Second paths that are tried; each costs an estimate. */
const MOST_PATHS = 8;

/** What a remedy costs, before it is known how long the run takes. */
export type RemedyPrice =
  /** As many more accelerators paid for as long as the run lasts. */
  | { readonly kind: 'accelerators'; readonly count: number }
  /** What the bill of the changed drawing holds more. */
  | { readonly kind: 'bill' }
  | { readonly kind: 'free' }
  /** Nobody sells it: work on the software. */
  | { readonly kind: 'unknown' };

/** One thing that can be done. */
export interface Remedy {
  readonly id: string;
  readonly label: string;
  readonly change: string;
  readonly itemIds: readonly string[];
  readonly price: RemedyPrice;
  /** Null where it is in force already. */
  readonly command: PlanCommand | null;
}

/** Lists what can be done about a plan's losses. */
export function listRemedies(ground: LossGround): readonly Remedy[] {
  return [
    spare(ground),
    ...secondPaths(ground),
    interval(ground),
    ...fasterStorage(ground),
    halve(ground, DETECT_SECONDS, 'detection', 'Notice failures in half the time'),
    halve(ground, RESTART_SECONDS, 'restart', 'Restart in half the time'),
  ].filter((remedy) => remedy !== null);
}

function spare({ scenario, context }: LossGround): Remedy | null {
  const { machines, spareMachines } = scenario.economy.reliability;
  const now = resolveAssumption(SPARE_FRACTION, context).value ?? 0;
  const next = Math.min(SPARE_FRACTION.max, (spareMachines + 1) / Math.max(1, machines));
  if (machines <= 0 || next <= now) return null;
  const count = context.acceleratorsUsed / machines;
  return {
    id: 'spare',
    label: 'One more spare machine',
    change: `${formatQuantity('count', Math.round((spareMachines + 1) * 10) / 10).text} instead of ${formatQuantity('count', Math.round(spareMachines * 10) / 10).text} machines kept ready`,
    itemIds: [],
    price: { kind: 'accelerators', count },
    command: { ...setAssumption(SPARE_FRACTION.key, next), label: 'Keep one more spare machine' },
  };
}

/** Second switches and second cables for what ends the job when it is lost. */
function secondPaths({ modes, plan }: LossGround): Remedy[] {
  const { drawing } = plan;
  const worst = [...modes]
    .filter(({ interrupts, kind }) => interrupts && ['leaf-switch', 'switch', 'access-cable', 'cable'].includes(kind))
    .sort((a, b) => eventsPerHour(b) - eventsPerHour(a))
    .slice(0, MOST_PATHS);
  return worst.flatMap((mode): Remedy[] => {
    const [id] = mode.itemIds;
    if (id === undefined) return [];
    const link = drawing.links[id];
    return [link === undefined ? secondSwitch(mode, id, plan.drawing) : secondCable(link, plan.drawing)];
  });
}

function secondSwitch(mode: FailureMode, id: string, drawing: LossGround['plan']['drawing']): Remedy {
  const name = nameOf(drawing, id);
  const count = drawing.blocks[id]?.count ?? 1;
  const links = Object.values(drawing.links).filter(({ from, to }) => from === id || to === id);
  // Cables to what is below are doubled, and end on both; those that lead up are shared out over both.
  const below = links.filter(({ to }) => to === id);
  const above = links.filter(({ from }) => from === id);
  const label = `A second ${name}, and a second cable to it`;
  return {
    id: `second-switch ${id}`,
    label,
    change: `${count * 2} instead of ${count} in each place`,
    itemIds: mode.itemIds,
    price: { kind: 'bill' },
    command: joinCommands(label, [
      setCount(id, count * 2),
      ...below.map((link) => updateLink(link.id, doubled(link))),
      ...above.map((link) => updateLink(link.id, { cablesPerInstance: Math.ceil(link.cablesPerInstance / 2) })),
    ]),
  };
}

function secondCable(link: Link, drawing: LossGround['plan']['drawing']): Remedy {
  const label = `A second cable ${nameOf(drawing, link.from)} → ${nameOf(drawing, link.to)}`;
  const { pattern } = link;
  return {
    id: `second-cable ${link.id}`,
    label,
    change: `${link.cablesPerInstance * 2} instead of ${link.cablesPerInstance} from each`,
    itemIds: [link.id],
    price: { kind: 'bill' },
    command: { ...updateLink(link.id, { ...doubled(link), pattern }), label },
  };
}

function doubled(link: Link): Partial<Link> {
  return {
    cablesPerInstance: link.cablesPerInstance * 2,
    pattern: link.pattern === 'single' ? 'spread' : link.pattern,
  };
}

function interval({ plan, estimate }: LossGround): Remedy {
  const { bestCheckpointIntervalSeconds: best, checkpointIntervalSeconds: now } = estimate.reliability;
  const { key } = CHECKPOINT_INTERVAL_SECONDS;
  const isChosen = plan.assumptions.overrides[key] !== undefined;
  const time = (seconds: number): string => formatQuantity('duration', seconds).text;
  return {
    id: 'interval',
    label: 'The best checkpoint interval',
    change: isChosen ? `${time(best)} instead of ${time(now)}` : `${time(best)}, in force already`,
    itemIds: [],
    price: { kind: 'free' },
    command: isChosen ? { ...setAssumption(key, null), label: 'Checkpoint at the best interval' } : null,
  };
}

function fasterStorage({ plan }: LossGround): Remedy[] {
  const blocks = Object.values(plan.drawing.blocks).filter(
    ({ kind, storage }) => kind === 'storage' && storage !== null,
  );
  if (blocks.length === 0) return [];
  const label = 'Storage of twice the bandwidth';
  return [
    {
      id: 'storage',
      label,
      change: 'twice the reading and writing bandwidth of what is drawn; priced as twice the storage',
      itemIds: blocks.map(({ id }) => id),
      price: { kind: 'bill' },
      command: joinCommands(
        label,
        blocks.flatMap(({ id, storage }) =>
          storage === null
            ? []
            : [
                updateBlock(id, {
                  storage: {
                    readBytesPerSecond: storage.readBytesPerSecond * 2,
                    writeBytesPerSecond: storage.writeBytesPerSecond * 2,
                    // Bandwidth grows with the drives.
                    capacityBytes: storage.capacityBytes * 2,
                  },
                }),
              ],
        ),
      ),
    },
  ];
}

function halve({ context }: LossGround, definition: AssumptionDefinition, id: string, label: string): Remedy | null {
  const now = resolveAssumption(definition, context).value ?? 0;
  if (now <= 0) return null;
  const time = (seconds: number): string => formatQuantity('duration', seconds).text;
  return {
    id,
    label,
    change: `${time(now / 2)} instead of ${time(now)}`,
    itemIds: [],
    price: { kind: 'unknown' },
    command: { ...setAssumption(definition.key, now / 2), label },
  };
}
