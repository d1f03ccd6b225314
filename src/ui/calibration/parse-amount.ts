import { readNumber } from '../../domain/calibration/parse/read-lines.ts';

/** A typed number above 0; null when it is none. */
export function parseAmount(text: string): number | null {
  const value = readNumber(text);
  return value > 0 && Number.isFinite(value) ? value : null;
}
