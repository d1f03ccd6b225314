/** All ways in which a plan's cluster fails: one list that figures, views and the simulation read. */

import type { AssumptionContext, AssumptionDefinition } from '../assumptions/assumption-types.ts';
import * as rates from '../assumptions/failure-assumptions.ts';
import { findFailurePreset } from '../assumptions/failure-choices.ts';
import { describeCauses, fleetBand, PER_MILLION } from '../assumptions/failure-rates.ts';
import { numberInForce, resolveAssumption } from '../assumptions/resolve-assumption.ts';
import { nameOf } from '../plan/describe-items.ts';
import type { Block, Link } from '../plan/plan-document.ts';
import { type Endpoint, findEndpoints } from '../topology/endpoint.ts';
import { findTiers } from '../topology/find-tiers.ts';
import { findLinkRates } from '../topology/link-rates.ts';
import { countInstances } from '../topology/summarize-drawing.ts';
import { type AccessCables, listAccessCables, losesPort } from './access-cables.ts';
import type { BlastRadius } from './blast-radius.ts';
import type { FailureEffect, FailureKind, FailureMode } from './failure-mode.ts';
import { canCarryWithoutOne, feedKindOf, findFeed } from './feeds.ts';
import { hostsOfSystem, RadiusFinder } from './find-radius.ts';
import { KIND_RULES, type KindRules } from './kind-rules.ts';
import { type LostParts, loseCable, loseInstance, NOTHING_LOST } from './lost-parts.ts';
import { type NetworkPart, spreadNetworkShare } from './spread-network-share.ts';

/** What is particular about one mode. */
interface ModeSketch {
  readonly kind: FailureKind;
  readonly itemId?: string;
  readonly label: string;
  readonly components: number;
  /** Of one component per hour, burn-in left out; absent = the kind's rate. */
  readonly perHour?: number;
  readonly effect: FailureEffect;
  readonly interrupts: boolean;
  readonly radius: Pick<BlastRadius, 'acceleratorsLost' | 'machinesLost'>;
  readonly machinesTouched?: number;
  readonly lost: LostParts;
}

const NO_RADIUS = { acceleratorsLost: 0, machinesLost: 0 };

/** Lists them. Work grows with the drawn blocks and links, not with their counts. */
export function listFailureModes(context: AssumptionContext): readonly FailureMode[] {
  return new ModeLister(context).list();
}

class ModeLister {
  private readonly instances: ReadonlyMap<string, number>;
  private readonly endpoints: ReadonlyMap<string, Endpoint>;
  private readonly access: readonly AccessCables[];
  private readonly radii: RadiusFinder;
  private readonly burnIn: number;

  constructor(private readonly context: AssumptionContext) {
    const { plan, catalog } = context;
    this.instances = countInstances(plan.drawing);
    this.endpoints = findEndpoints(plan.drawing, catalog);
    this.access = listAccessCables(plan.drawing, catalog);
    this.radii = new RadiusFinder(plan, catalog);
    // On average over the run.
    const share = numberInForce(rates.BURN_IN_SHARE, context);
    this.burnIn = 1 + (numberInForce(rates.BURN_IN_FACTOR, context) - 1) * share;
  }

  list(): readonly FailureMode[] {
    return [...this.systemModes(), ...this.networkModes(), ...this.facilityModes(), ...this.jobWideModes()].map(
      (sketch) => this.describe(sketch),
    );
  }

  /** Accelerators, hosts and rack-scale systems. What fails inside a machine takes the machine; a rack-scale system is one. */
  private systemModes(): ModeSketch[] {
    const { acceleratorsUsed, bill, plan } = this.context;
    const sketches: ModeSketch[] = [];
    const drawn = bill.acceleratorCount;
    if (this.endpoints.size === 0 || drawn === 0) {
      const hosts = bill.hosts > 0 ? bill.hosts * this.context.usedShare : acceleratorsUsed / 8;
      const radius = { acceleratorsLost: acceleratorsUsed / Math.max(1, hosts), machinesLost: 1 };
      const base = { effect: 'stops', interrupts: true, radius, lost: NOTHING_LOST } as const;
      return [
        { ...base, kind: 'accelerator', label: 'Accelerators and their memory', components: acceleratorsUsed },
        { ...base, kind: 'host', label: 'Hosts', components: hosts },
      ];
    }
    for (const [id, endpoint] of this.endpoints) {
      const systems = (this.instances.get(id) ?? 0) * this.context.usedShare;
      if (systems === 0) continue;
      const name = this.endpoints.size === 1 ? '' : `, ${nameOf(plan.drawing, id)}`;
      const hosts = hostsOfSystem(endpoint);
      const base = {
        itemId: id,
        effect: 'stops',
        interrupts: true,
        radius: { acceleratorsLost: endpoint.accelerators, machinesLost: Math.max(1, Math.round(hosts)) },
        lost: loseInstance(plan.drawing, id, this.instances),
      } as const;
      const count = systems * endpoint.accelerators;
      sketches.push(
        { ...base, kind: 'accelerator', label: `Accelerators and their memory${name}`, components: count },
        {
          ...base,
          kind: 'host',
          label: `Hosts${name}`,
          components: systems * (bill.hosts > 0 && endpoint.system === null ? 0 : hosts),
        },
      );
      if (hosts > 1)
        sketches.push({ ...base, kind: 'rack-scale', label: `Scale-up switches${name}`, components: systems });
    }
    return sketches;
  }

  private networkModes(): ModeSketch[] {
    const { plan, catalog, acceleratorsUsed, usedShare } = this.context;
    const { drawing } = plan;
    const leaves = new Set(this.access.map(({ switchId }) => switchId));
    const accessLinks = new Set(this.access.map(({ link }) => link.id));
    const tiers = findTiers(drawing, new Set(this.endpoints.keys()), (link) => catalog.wanClasses.has(link.catalogId));
    const switches = Object.values(drawing.blocks).filter(({ id, kind }) => kind === 'switch' && tiers.has(id));
    const links = Object.values(drawing.links).filter((link) => this.carriesTraffic(link, tiers));
    const leafCount = this.countInUse([...leaves]);
    const cableCount = links
      .filter(({ id }) => accessLinks.has(id))
      .reduce((sum, link) => sum + this.countInUse([link.from]) * link.cablesPerInstance, 0);
    const covered = this.coveredShare();
    const fleetPerHour = (numberInForce(rates.NETWORK_FAILURES, this.context) / PER_MILLION) * acceleratorsUsed;
    const [leafRate, accessRate] = spreadNetworkShare(
      [this.part(rates.SWITCH_FAILURES, leafCount), this.part(rates.CABLE_FAILURES, cableCount)],
      fleetPerHour * covered,
    );
    const sketches = [
      ...switches.map((block) => this.switchMode(block, leaves.has(block.id), leafRate ?? 0)),
      ...links.map((link) => this.linkMode(link, accessLinks.has(link.id), accessRate ?? 0)),
    ];
    if (covered < 1 - 1e-9 && fleetPerHour > 0) {
      sketches.push({
        kind: 'network',
        label: covered === 0 ? 'Network' : 'Network that is not drawn',
        components: acceleratorsUsed * (1 - covered),
        effect: 'stops',
        interrupts: true,
        radius: NO_RADIUS,
        lost: NOTHING_LOST,
      });
    }
    return sketches.map((sketch) => ({ ...sketch, components: usedShare > 0 ? sketch.components : 0 }));
  }

  private switchMode(block: Block, isLeaf: boolean, leafRate: number): ModeSketch {
    const { drawing } = this.context.plan;
    const lost = loseInstance(drawing, block.id, this.instances);
    const radius = this.radii.find(lost, true);
    const stops = radius.acceleratorsLost > 0;
    const cut = this.access.filter(
      ({ switchId, endpoint, perSwitch }) =>
        switchId === block.id && losesPort(this.access, endpoint.block.id, perSwitch),
    );
    const total = this.instances.get(block.id) ?? 1;
    const touched = cut.reduce((sum, { endpoint, perSystem, perSwitch }) => {
      const systems = ((this.instances.get(endpoint.block.id) ?? 0) * perSystem) / perSwitch / total;
      return sum + systems * hostsOfSystem(endpoint);
    }, 0);
    return {
      kind: isLeaf ? 'leaf-switch' : 'switch',
      itemId: block.id,
      label: nameOf(drawing, block.id),
      components: this.countInUse([block.id]),
      ...(isLeaf ? { perHour: leafRate } : {}),
      effect: stops ? 'stops' : 'slows',
      interrupts: stops || cut.length > 0,
      radius,
      machinesTouched: stops ? 0 : Math.ceil(touched - 1e-9),
      lost,
    };
  }

  private linkMode(link: Link, isAccess: boolean, accessRate: number): ModeSketch {
    const { drawing } = this.context.plan;
    const lost = loseCable(drawing, link.id, this.instances);
    const radius = this.radii.find(lost, true);
    const stops = radius.acceleratorsLost > 0;
    const cutPort = this.access.some(
      (cables) => cables.link.id === link.id && losesPort(this.access, cables.endpoint.block.id, 1),
    );
    return {
      kind: isAccess ? 'access-cable' : 'cable',
      itemId: link.id,
      label: `Cables ${nameOf(drawing, link.from)} → ${nameOf(drawing, link.to)}`,
      components: this.countInUse([link.from]) * link.cablesPerInstance,
      ...(isAccess ? { perHour: accessRate } : {}),
      effect: stops ? 'stops' : 'slows',
      interrupts: stops || cutPort,
      radius,
      machinesTouched: cutPort && !stops ? 1 : 0,
      lost,
    };
  }

  /** Storage, power and cooling units, and sites. */
  private facilityModes(): ModeSketch[] {
    const { drawing } = this.context.plan;
    const sketches: ModeSketch[] = [];
    for (const block of Object.values(drawing.blocks)) {
      const components = this.countInUse([block.id]);
      const base = { itemId: block.id, label: nameOf(drawing, block.id), components };
      const feed = feedKindOf(block);
      if (block.kind === 'storage') {
        const effect = { effect: 'stops', interrupts: true, radius: NO_RADIUS } as const;
        sketches.push({ ...base, ...effect, kind: 'storage', lost: loseInstance(drawing, block.id, this.instances) });
      } else if (feed !== null) {
        sketches.push({ ...base, kind: feed, ...this.loseFeed(block) });
      } else if (block.kind === 'site') {
        const lost = loseInstance(drawing, block.id, this.instances);
        const radius = this.radii.find(lost);
        const stops = radius.acceleratorsLost > 0;
        sketches.push({ ...base, kind: 'site', effect: stops ? 'stops' : 'nothing', interrupts: stops, radius, lost });
      }
    }
    return sketches;
  }

  private loseFeed(unit: Block): Pick<ModeSketch, 'effect' | 'interrupts' | 'radius' | 'lost'> {
    return describeFeedLoss(this.context, unit, this.radii);
  }

  /** What no drawn part stands for. */
  private jobWideModes(): ModeSketch[] {
    const { acceleratorsUsed } = this.context;
    const base = {
      components: acceleratorsUsed,
      effect: 'stops',
      interrupts: true,
      radius: NO_RADIUS,
      lost: NOTHING_LOST,
    } as const;
    return [
      { ...base, kind: 'software', label: 'Software' },
      { ...base, kind: 'maintenance', label: 'Unplanned maintenance', radius: this.oneHost() },
      { ...base, kind: 'unknown', label: 'Unknown' },
    ];
  }

  /** What a machine is that is taken out by itself. */
  private oneHost(): Pick<BlastRadius, 'acceleratorsLost' | 'machinesLost'> {
    const [first] = this.endpoints.values();
    const perHost = first === undefined ? 8 : first.accelerators / hostsOfSystem(first);
    return { acceleratorsLost: Math.max(1, Math.round(perHost)), machinesLost: 1 };
  }

  private describe(sketch: ModeSketch): FailureMode {
    const { kind, itemId, label, effect, interrupts, radius, lost } = sketch;
    const rules = KIND_RULES[kind];
    const rate = resolveAssumption(rules.rate, this.context);
    const perHour = sketch.perHour ?? (rate.value ?? 0) / PER_MILLION;
    const isOfFleet = rules.causeGroup !== null && findFailurePreset(this.context) !== null;
    const source =
      isOfFleet && sketch.perHour !== undefined && rate.isDefault
        ? resolveAssumption(rates.NETWORK_FAILURES, this.context)
        : rate;
    const events = this.burnIn * perHour;
    const band = isOfFleet ? fleetBand(this.context) : null;
    const repair = rules.repair === null ? null : resolveAssumption(rules.repair, this.context);
    return {
      key: itemId === undefined ? kind : `${kind} ${itemId}`,
      kind,
      label,
      origin: rules.origin,
      itemIds: itemId === undefined ? [] : [itemId],
      components: sketch.components,
      eventsPerComponentHour: events,
      eventsPerComponentHourBand: band === null ? null : [events * band[0], events * band[1]],
      source: source.source,
      isChecked: source.isChecked,
      holds: describeHolding(rules, isOfFleet, this.context),
      effect: sketch.components > 0 ? effect : 'nothing',
      interrupts: interrupts && sketch.components > 0,
      acceleratorsLost: radius.acceleratorsLost,
      machinesLost: radius.machinesLost,
      machinesTouched: sketch.machinesTouched ?? 0,
      lost,
      repairSeconds: repair?.value ?? 0,
      repairSource: repair?.source ?? 'nothing has to be repaired: the job restarts',
      weibullShape: numberInForce(rules.shape, this.context),
    };
  }

  /** Instances that the job uses, of all drawn. */
  private countInUse(ids: readonly string[]): number {
    return ids.reduce((sum, id) => sum + (this.instances.get(id) ?? 0), 0) * this.context.usedShare;
  }

  private part(definition: AssumptionDefinition, count: number): NetworkPart {
    const { value, isDefault } = resolveAssumption(definition, this.context);
    return { count, ownRate: (value ?? 0) / PER_MILLION, isFixed: !isDefault };
  }

  /** Share of the accelerators whose cables to a switch are drawn. */
  private coveredShare(): number {
    const cabled = new Set(this.access.map(({ endpoint }) => endpoint.block.id));
    let all = 0;
    let covered = 0;
    for (const [id, { accelerators }] of this.endpoints) {
      const count = (this.instances.get(id) ?? 0) * accelerators;
      all += count;
      if (cabled.has(id)) covered += count;
    }
    return all > 0 ? covered / all : 0;
  }

  private carriesTraffic(link: Link, tiers: ReadonlyMap<string, number>): boolean {
    const { plan, catalog } = this.context;
    const ends = [link.from, link.to];
    if (ends.some((id) => plan.drawing.blocks[id] === undefined || plan.drawing.blocks[id]?.kind === 'storage'))
      return false;
    return findLinkRates(link, catalog) !== null && ends.every((id) => tiers.has(id));
  }
}

/** What the loss of one power or cooling unit does: nothing where the others carry the load, else all that hangs on it is out. */
export function describeFeedLoss(
  { plan, catalog }: AssumptionContext,
  unit: Block,
  radii: RadiusFinder,
): Pick<ModeSketch, 'effect' | 'interrupts' | 'radius' | 'lost'> {
  const feed = findFeed(plan.drawing, catalog, unit);
  const own = loseInstance(plan.drawing, unit.id);
  if (feed === null || feed.loadWatts === 0 || canCarryWithoutOne(feed)) {
    return { effect: 'nothing', interrupts: false, radius: NO_RADIUS, lost: own };
  }
  const lost = unit.parent === null ? losesAll(plan.drawing, unit) : loseInstance(plan.drawing, unit.parent);
  const radius = radii.find(lost);
  const stops = radius.acceleratorsLost > 0;
  return { effect: stops ? 'stops' : 'nothing', interrupts: stops, radius, lost };
}

/** Everything beside a unit that stands in no container. */
function losesAll(drawing: AssumptionContext['plan']['drawing'], unit: Block): LostParts {
  const blocks: Record<string, readonly number[]> = {};
  for (const block of Object.values(drawing.blocks)) {
    if (block.parent !== null || block.id === unit.id || feedKindOf(block) !== null) continue;
    blocks[block.id] = Array.from({ length: block.count }, (_, index) => index);
  }
  return { blocks, links: {} };
}

function describeHolding({ causeGroup }: KindRules, isOfFleet: boolean, context: AssumptionContext): string {
  if (causeGroup === null) return 'failures of this part alone; no fleet’s figure holds them';
  const causes = describeCauses(causeGroup, context);
  return isOfFleet
    ? `the fleet’s interruptions by: ${causes} (counts of Llama 3’s table 5)`
    : `single components: ${causes === '' ? 'by their own rate' : `as in ${causes}`}`;
}
