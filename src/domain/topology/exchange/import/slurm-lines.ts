/** Lines of a Slurm configuration file: `Key=value` pairs; comments taken away, lines that end in a backslash joined. */
import { type ImportProblem, problemAt, quoteName } from '../network-graph.ts';

/** One logical line. */
export interface SlurmLine {
  /** Where it begins, counted from 1. */
  readonly line: number;
  /** Values by key in small letters. */
  readonly values: ReadonlyMap<string, string>;
  /** The first key as it is written. */
  readonly firstKey: string;
}

/** Splits a file into its lines, or says which one is no such line. */
export function readSlurmLines(text: string): SlurmLine[] | { readonly problem: ImportProblem } {
  const lines: SlurmLine[] = [];
  const raw = text.split(/\r\n|\n|\r/);
  for (let at = 0; at < raw.length; at++) {
    const line = at + 1;
    const parts: string[] = [];
    for (;;) {
      const piece = (raw[at] ?? '').replace(/#.*$/s, '').trimEnd();
      if (!piece.endsWith('\\') || at + 1 >= raw.length) {
        parts.push(piece.endsWith('\\') ? piece.slice(0, -1) : piece);
        break;
      }
      parts.push(piece.slice(0, -1));
      at++;
    }
    const whole = parts.join('').trim();
    if (whole === '') continue;
    const values = new Map<string, string>();
    let firstKey = '';
    for (const word of whole.split(/\s+/)) {
      const equals = word.indexOf('=');
      if (equals < 1) {
        return problemAt(
          line,
          `${quoteName(word)} is no “Key=value” pair.`,
          'Write each setting as Key=value without blanks inside, for example SwitchName=leaf1 Nodes=node[001-032].',
        );
      }
      const key = word.slice(0, equals);
      if (values.size === 0) firstKey = key;
      if (values.has(key.toLowerCase())) {
        return problemAt(line, `“${key.slice(0, 60)}” is set twice on this line.`, 'Keep one of the two.');
      }
      values.set(key.toLowerCase(), word.slice(equals + 1));
    }
    lines.push({ line, values, firstKey });
  }
  return lines;
}
