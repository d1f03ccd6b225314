/** What failed and degraded instances leave of switch domains and of accelerators. */
import type { Block, Drawing } from '../../plan/plan-document.ts';
import type { Endpoint } from '../endpoint.ts';
import type { Addresses } from './lay-addresses.ts';

/** Whether any instance differs from the others; switches that `isShared` by all accelerators may be left out. */
export function hasExceptions(drawing: Drawing, isShared: (block: Block) => boolean = () => false): boolean {
  return Object.values(drawing.blocks).some(
    (block) => block.exceptions.length > 0 && !(block.kind === 'switch' && isShared(block)),
  );
}

/** Instances of a block that an exception of it, or of what is around it, takes in: `[first, end)` and the speed that is left. */
function* exceptionRanges(
  drawing: Drawing,
  block: Block,
  instances: ReadonlyMap<string, number>,
): Generator<readonly [number, number, number]> {
  const total = instances.get(block.id) ?? 0;
  const seen = new Set<string>();
  let outer: Block | undefined = block;
  while (outer !== undefined && !seen.has(outer.id)) {
    const inside = total / Math.max(1, instances.get(outer.id) ?? 1);
    for (const exception of outer.exceptions) {
      const speed = exception.state === 'failed' ? 0 : exception.speedFraction;
      yield [exception.index * inside, Math.min(total, (exception.index + 1) * inside), speed];
    }
    seen.add(outer.id);
    outer = outer.parent === null ? undefined : drawing.blocks[outer.parent];
  }
}

/** Failed and degraded switches by domain. Only the first `perDomain` of a domain's instances are cabled. */
export function findFailures(
  drawing: Drawing,
  block: Block,
  instances: ReadonlyMap<string, number>,
  domains: number,
  perDomain: number,
): { failed: Map<number, Set<number>>; degraded: Map<number, Map<number, number>> } {
  const failed = new Map<number, Set<number>>();
  const degraded = new Map<number, Map<number, number>>();
  const apart = (instances.get(block.id) ?? 0) / Math.max(1, domains);
  for (const [first, end, speed] of exceptionRanges(drawing, block, instances)) {
    for (let instance = first; instance < end; instance++) {
      const domain = Math.floor(instance / apart);
      const place = instance - domain * apart;
      if (place >= perDomain) continue;
      if (speed > 0) {
        const known = degraded.get(domain) ?? new Map<number, number>();
        degraded.set(domain, known.set(place, Math.min(speed, known.get(place) ?? 1)));
      } else failed.set(domain, (failed.get(domain) ?? new Set()).add(place));
    }
  }
  return { failed, degraded };
}

/** Adds what broken cables leave of switches to what is known of them. */
export function addSpeeds(
  speeds: ReadonlyMap<number, ReadonlyMap<number, number>>,
  perDomain: number,
  failed: Map<number, Set<number>>,
  degraded: Map<number, Map<number, number>>,
): void {
  for (const [domain, places] of speeds) {
    for (const [place, speed] of places) {
      if (place >= perDomain) continue;
      if (speed === 0) failed.set(domain, (failed.get(domain) ?? new Set()).add(place));
      else {
        const known = degraded.get(domain) ?? new Map<number, number>();
        degraded.set(domain, known.set(place, Math.min(speed, known.get(place) ?? 1)));
      }
    }
  }
}

/** Accelerators that work, in order; null when all do. */
export function findWorking(
  drawing: Drawing,
  endpoints: ReadonlyMap<string, Endpoint>,
  instances: ReadonlyMap<string, number>,
  addresses: Addresses,
): Int32Array | null {
  const lost = new Set<number>();
  for (const { block, accelerators } of endpoints.values()) {
    for (const [first, end, speed] of exceptionRanges(drawing, block, instances)) {
      if (speed > 0) continue;
      for (let instance = first; instance < end; instance++) {
        const start = addresses.firstOf(block.id, instance);
        for (let local = 0; local < accelerators; local++) lost.add(start + local);
      }
    }
  }
  if (lost.size === 0) return null;
  const working = new Int32Array(addresses.accelerators - lost.size);
  let count = 0;
  for (let accelerator = 0; accelerator < addresses.accelerators; accelerator++) {
    if (!lost.has(accelerator)) working[count++] = accelerator;
  }
  return working;
}
