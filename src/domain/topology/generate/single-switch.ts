/** One switch, with every adapter of every system on it; one such switch in each plane. */
import type { FabricRefusal, FabricSketch, SiteNumbers } from './fabric-sketch.ts';
import {
  cable,
  injectionBytesPerSecond,
  planeId,
  planeName,
  planesOf,
  runAmong,
  switchBlock,
  systemBlock,
} from './system-block.ts';

/** Builds a network of a single switch. */
export function buildSingleSwitch(numbers: SiteNumbers): FabricSketch | FabricRefusal {
  const { request, systems, radix } = numbers;
  const ports = systems * request.adaptersPerSystem;
  if (ports > radix) {
    return {
      refusal: `One switch would need ${ports} ports, but ${request.networkSwitch.name} has ${radix} at this speed.`,
    };
  }
  const planes = planesOf(numbers);
  const ids = planes.map((plane) => planeId(numbers, plane, 'switch'));
  return {
    rows: [
      planes.map((plane) => switchBlock(numbers, ids[plane] ?? '', planeName(numbers, plane, 'Switch'), 1)),
      [systemBlock(numbers, 'system', systems)],
    ],
    links: ids.map((id) =>
      cable(numbers, {
        from: 'system',
        to: id,
        cablesPerInstance: request.adaptersPerSystem,
        pattern: 'single',
        run: runAmong(numbers, systems, planes.length),
        words: 'System to switch',
      }),
    ),
    innerCables: [],
    tiers: [{ name: 'Switch', blockIds: ids.map((id) => `${numbers.prefix}${id}`) }],
    bisectionBytesPerSecond: injectionBytesPerSecond(numbers) / 2,
    oversubscription: [],
    notes: [],
  };
}
