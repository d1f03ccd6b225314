import type { TimeWindow } from './timeline-window.ts';

/** One mark of the time axis. */
export interface TimeTick {
  readonly seconds: number;
  readonly text: string;
}

/** Units of the axis, coarsest first. */
const UNITS = [
  { symbol: 's', factor: 1 },
  { symbol: 'ms', factor: 1e-3 },
  { symbol: 'µs', factor: 1e-6 },
  { symbol: 'ns', factor: 1e-9 },
] as const;

/** Round marks (1, 2, 5 and their tens) of a window, about `pitch` CSS pixels apart at least. */
export function timeTicks(window: TimeWindow, width: number, pitch: number): readonly TimeTick[] {
  const span = window.to - window.from;
  if (!(span > 0) || !(width > 0)) return [];
  const least = (span * pitch) / width;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5, 10].find((digit) => digit * power >= least * (1 - 1e-9)) ?? 10) * power;
  // The coarsest in which the window's end is at least 1 and three decimals tell the marks apart.
  const unit = UNITS.find(({ factor }) => factor <= window.to && factor * 1e-3 <= step * (1 + 1e-9)) ?? UNITS[3];
  const decimals = Math.max(0, -Math.floor(Math.log10(step / unit.factor) + 1e-9));
  const ticks: TimeTick[] = [];
  // Whole multiples, so that errors do not add up along the axis.
  const last = Math.floor(window.to / step + 1e-9);
  for (let at = Math.ceil(window.from / step - 1e-9); at <= last; at++) {
    const seconds = at * step;
    const digits = (seconds / unit.factor).toFixed(decimals);
    ticks.push({ seconds, text: `${groupThousands(digits)}\u00a0${unit.symbol}` });
  }
  return ticks;
}

function groupThousands(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const grouped = whole.length < 5 ? whole : whole.replace(/\B(?=(\d{3})+$)/g, '\u2009');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
