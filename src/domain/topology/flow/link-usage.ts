/** What loads come to on links of finite speed: seconds of each link for each byte of the collective. */
import type { Fabric, FabricSystem, Stage } from './fabric.ts';
import type { LoadMap } from './route-flows.ts';

/** A kind of link of the drawing, and the busiest of its equals. */
export interface LinkUsage {
  /** `core` scale-up to a switch, `pair` scale-up between two (torus neighbours too), `host` over the host, `adapter` network ports, `trunk` drawn cables. */
  readonly kind: 'core' | 'pair' | 'host' | 'adapter' | 'trunk';
  /** Block of the system, or the drawn link. */
  readonly itemId: string;
  /** Of the busiest one, in its busier direction, at full bandwidth. */
  readonly secondsPerByte: number;
}

/** All links of one window, in a fixed order, as seconds per byte; what several collectives share is compared place by place. */
export interface UsageVector {
  readonly seconds: Float64Array;
  /** Where each link kind starts in `seconds`, in the order of {@link describeUsage}. */
  readonly parts: readonly {
    readonly kind: LinkUsage['kind'];
    readonly itemId: string;
    readonly first: number;
    readonly end: number;
  }[];
  readonly unreachable: number;
}

/** Divides loads by bandwidths. `repeats` = how often the window fits into the job: what is shared by all carries all of them. */
export function measureUsage(fabric: Fabric, loads: LoadMap, repeats: number): UsageVector {
  const seconds: number[] = [];
  const parts: UsageVector['parts'][number][] = [];
  const open = (kind: LinkUsage['kind'], itemId: string, fill: () => void): void => {
    const first = seconds.length;
    fill();
    if (seconds.length > first) parts.push({ kind, itemId, first, end: seconds.length });
  };
  const only = fabric.systems.length === 1;
  fabric.systems.forEach((system, place) => {
    const isHere = (accelerator: number): boolean => only || fabric.locate(accelerator).system === place;
    const both = (out: Float64Array, into: Float64Array, bandwidth: number) => (): void => {
      if (!Number.isFinite(bandwidth) || bandwidth <= 0) return;
      for (let at = 0; at < out.length; at++) {
        if (isHere(at)) seconds.push((out[at] ?? 0) / bandwidth, (into[at] ?? 0) / bandwidth);
      }
    };
    const { inner } = system;
    if (inner.kind === 'switched')
      open('core', system.blockId, both(loads.coreOut, loads.coreIn, inner.bandwidthBytesPerSecond));
    if (inner.kind === 'mesh') {
      open('pair', system.blockId, () => {
        for (let at = 0; at < loads.pairs.length; at++) {
          if (isHere(Math.floor(at / loads.pairStride)))
            seconds.push((loads.pairs[at] ?? 0) / inner.pairBandwidthBytesPerSecond);
        }
      });
    }
    if (inner.kind === 'torus') {
      open('pair', system.blockId, () => {
        for (let at = 0; at < loads.torus.length; at++) {
          const isOwn = isHere(Math.floor(at / loads.torusStride));
          if (isOwn) seconds.push((loads.torus[at] ?? 0) / inner.pairBandwidthBytesPerSecond);
        }
      });
    }
    open('host', system.blockId, both(loads.hostOut, loads.hostIn, inner.hostBandwidthBytesPerSecond));
    open('adapter', system.blockId, both(loads.adapterOut, loads.adapterIn, system.adapterBytesPerSecond));
  });
  for (const lower of [...fabric.systems, ...fabric.stages]) {
    for (const trunk of lower.trunks) {
      open('trunk', trunk.linkId, () => measureTrunk(fabric, loads, lower, trunk.index, repeats, seconds));
    }
  }
  return { seconds: Float64Array.from(seconds), parts, unreachable: loads.unreachable };
}

function measureTrunk(
  fabric: Fabric,
  loads: LoadMap,
  lower: FabricSystem | Stage,
  index: number,
  repeats: number,
  seconds: number[],
): void {
  const trunk = fabric.trunks[index];
  const up = loads.trunkUp[index];
  const down = loads.trunkDown[index];
  const upper = trunk === undefined ? undefined : fabric.stages[trunk.upper];
  if (trunk === undefined || up === undefined || down === undefined || upper === undefined) return;
  const isStage = 'domains' in lower;
  const isByRail = trunk.isRails || (isStage && lower.isRails);
  const shared = isStage && lower.domains === 1 ? repeats : 1;
  for (let at = 0; at < up.length; at++) {
    const domain = Math.floor(at / loads.rails);
    const rail = at - domain * loads.rails;
    if (rail > 0 && !isByRail) continue;
    const above = Math.floor(domain / trunk.lowerPerUpper);
    const lowers = isStage && !lower.isRails ? workingIn(lower, domain) : 1;
    const uppers = trunk.isRails ? 1 : trunk.inPlane > 0 ? trunk.inPlane : workingIn(upper, above);
    const below = isStage ? slowestIn(lower, domain, lower.isRails ? rail : null) : 1;
    const speed = Math.min(below, slowestIn(upper, above, trunk.isRails ? rail : null));
    const scale = shared / (lowers * uppers * trunk.pairBytesPerSecond * speed);
    const [out, into] = [up[at] ?? 0, down[at] ?? 0];
    seconds.push(out === 0 ? 0 : out * scale, into === 0 ? 0 : into * scale);
  }
}

function workingIn(stage: Stage, domain: number): number {
  return stage.perDomain - (stage.failed.get(domain)?.size ?? 0);
}

/** Least speed of what works in a domain, or of one of its rails. */
function slowestIn(stage: Stage, domain: number, rail: number | null): number {
  const degraded = stage.degraded.get(domain);
  if (degraded === undefined) return 1;
  if (rail !== null) return degraded.get(rail) ?? 1;
  let slowest = 1;
  for (const [place, speed] of degraded)
    if (stage.failed.get(domain)?.has(place) !== true) slowest = Math.min(slowest, speed);
  return slowest;
}

/** The busiest link of every kind. */
export function describeUsage(usage: UsageVector): LinkUsage[] {
  return usage.parts.map(({ kind, itemId, first, end }) => {
    let most = 0;
    for (let at = first; at < end; at++) most = Math.max(most, usage.seconds[at] ?? 0);
    return { kind, itemId, secondsPerByte: most };
  });
}

/** Seconds for each byte of the collective: those of the busiest link of all; infinite where a rank cannot be reached. */
export function slowestLink(usage: UsageVector): number {
  if (usage.unreachable > 0) return Number.POSITIVE_INFINITY;
  let most = 0;
  for (const seconds of usage.seconds) most = Math.max(most, seconds);
  return most;
}
