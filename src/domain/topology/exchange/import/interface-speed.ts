/** Speed and family of a port from the words of its type: NetBox's slugs (`400gbase-x-osfp`, `infiniband-ndr`) and common names. */
import type { LinkFamily } from '../network-graph.ts';

/** What a port is. */
export interface PortSpeed {
  /** One direction. */
  readonly bandwidthBytesPerSecond: number;
  readonly family: LinkFamily | null;
}

const BYTES_PER_GIGABIT = 125e6;
/** InfiniBand's generations at four lanes, Gbit/s of data (EDR and later: the nominal rate). */
const INFINIBAND_GIGABITS: Readonly<Record<string, number>> = {
  sdr: 8,
  ddr: 16,
  qdr: 32,
  fdr10: 40,
  fdr: 56,
  edr: 100,
  hdr: 200,
  ndr: 400,
  xdr: 800,
  gdr: 1600,
};

/** Speed from a type's words; null where they name none. */
export function readInterfaceType(type: string): PortSpeed | null {
  const words = type.trim().toLowerCase();
  const generation = /^(?:infiniband|ib)[- _]?(sdr|ddr|qdr|fdr10|fdr|edr|hdr|ndr|xdr|gdr)\b/.exec(words)?.[1];
  if (generation !== undefined) {
    return {
      bandwidthBytesPerSecond: (INFINIBAND_GIGABITS[generation] ?? 0) * BYTES_PER_GIGABIT,
      family: 'infiniband',
    };
  }
  // Labels put the speed in brackets: QSFP-DD (400GE), NDR (400 Gbps).
  const bracketed = /\((\d+(?:\.\d+)?)\s?(g|t)(?:e|bps|bit\/s)?\)$/.exec(words);
  if (bracketed !== null) {
    const gigabits = Number(bracketed[1]) * (bracketed[2] === 't' ? 1000 : 1);
    return {
      bandwidthBytesPerSecond: gigabits * BYTES_PER_GIGABIT,
      family: /\b[fehnxg]dr\b/.test(words) ? 'infiniband' : 'ethernet',
    };
  }
  // 1.6tbase-…, 400gbase-x-osfp, 10gbase-t, 1000base-t, 100G, 400GbE, 25 Gbit/s
  const match = /^(\d+(?:\.\d+)?)\s?(t|g|m)?(?:b(?:ase|e|it|ps|$)|$|[-_ /])/.exec(words);
  if (match === null) return null;
  const [, number = '', unit] = match;
  const gigabits = Number(number) * (unit === 't' ? 1000 : unit === 'g' ? 1 : 0.001);
  // A number without a unit is a speed only before `base`: 1000base-t.
  if (!(gigabits > 0) || gigabits > 1e5 || (unit === undefined && !/^\d+base/.test(words))) return null;
  return { bandwidthBytesPerSecond: gigabits * BYTES_PER_GIGABIT, family: 'ethernet' };
}

/** NetBox's `speed` field: kilobits per second; null where it is none. */
export function readKilobits(text: string): number | null {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) && value > 0 && value < 1e13 ? value * 125 : null;
}
