import type { AccuracyFile } from '../../domain/accuracy/accuracy-file.ts';

/** The table as JSON with one entry of a list on a line, so that changes can be read. */
export function writeAccuracyJson(file: AccuracyFile): string {
  const parts = Object.entries(file).map(([key, value]: [string, unknown]) =>
    Array.isArray(value)
      ? `${JSON.stringify(key)}:[\n${value.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`
      : `${JSON.stringify(key)}:${JSON.stringify(value)}`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}
