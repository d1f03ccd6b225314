/** Whole-number arithmetic of switch trees. */

/** Ports of a switch: towards the systems, and upwards. */
export interface PortSplit {
  readonly down: number;
  readonly up: number;
}

/** Splits the ports so that `down` is a multiple of `unit`, as large as it can be, and `down ÷ up` at most the ratio; null = no port down. */
export function splitPorts(radix: number, unit: number, oversubscription: number): PortSplit | null {
  const most = (radix * oversubscription) / (1 + oversubscription);
  const down = Math.floor(most / unit + 1e-9) * unit;
  return down < 1 ? null : { down, up: uplinksFor(down, oversubscription) };
}

/** Cables up that keep the ratio for so many cables down. */
export function uplinksFor(down: number, oversubscription: number): number {
  return Math.max(1, Math.ceil(down / oversubscription - 1e-9));
}

/** The smallest divisor of `number` that is at least `least`, so that cables spread evenly; null when there is none. */
export function divisorFrom(number: number, least: number): number | null {
  for (let divisor = Math.max(1, Math.ceil(least - 1e-9)); divisor <= number; divisor++) {
    if (number % divisor === 0) return divisor;
  }
  return null;
}

/** All divisors, smallest first. */
export function divisorsOf(number: number): number[] {
  const small: number[] = [];
  const large: number[] = [];
  for (let divisor = 1; divisor * divisor <= number; divisor++) {
    if (number % divisor !== 0) continue;
    small.push(divisor);
    if (divisor * divisor !== number) large.unshift(number / divisor);
  }
  return [...small, ...large];
}
