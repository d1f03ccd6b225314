/** Lines of a pasted or dropped text, with bounds: a text of any origin must not hold up the page. */

/** Longest text that is read, characters. */
export const MAX_TEXT_CHARACTERS = 8 * 1024 * 1024;
/** Most lines that are read. */
const MAX_LINES = 200_000;
/** Longest part of a line that is looked at, characters: progress bars can be long. */
const MAX_LINE_CHARACTERS = 2_000;
/** Most problems that are listed. */
const MAX_PROBLEMS = 20;

/** What is wrong with a line, and how to mend it. */
export interface LineProblem {
  /** Line of the text from 1; 0 = the text as a whole. */
  readonly line: number;
  readonly message: string;
  readonly mend: string;
}

/** Collects problems up to a bound. */
export class ProblemList {
  readonly problems: LineProblem[] = [];
  private more = 0;

  /** Notes one; beyond twenty only how many more there were. */
  add(line: number, message: string, mend: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ line, message, mend });
    else this.more += 1;
  }

  /** All of them, with a last one that counts those left out. */
  finish(): readonly LineProblem[] {
    if (this.more === 0) return this.problems;
    const last = { line: 0, message: `${this.more} more lines have problems.`, mend: 'Mend those above first.' };
    return [...this.problems, last];
  }
}

/**
 * The lines of a text, without colour codes and ends; carriage returns of progress bars end lines too. What lies beyond the bounds is cut
 * and said.
 */
export function readLines(text: string, problems: ProblemList): string[] {
  if (text.length > MAX_TEXT_CHARACTERS) {
    problems.add(0, 'The text is longer than 8 MB; its end was left out.', 'Cut it to the steps that matter.');
  }
  const lines: string[] = [];
  const kept = text.slice(0, MAX_TEXT_CHARACTERS);
  let start = 0;
  while (start <= kept.length && lines.length < MAX_LINES) {
    let end = start;
    while (end < kept.length && kept.charCodeAt(end) !== 10 && kept.charCodeAt(end) !== 13) end++;
    lines.push(stripColours(kept.slice(start, Math.min(end, start + MAX_LINE_CHARACTERS))));
    start = end + (kept.charCodeAt(end) === 13 && kept.charCodeAt(end + 1) === 10 ? 2 : 1);
  }
  if (start <= kept.length) {
    problems.add(
      0,
      `The text has more than ${MAX_LINES} lines; the rest was left out.`,
      'Cut it to the steps that matter.',
    );
  }
  return lines;
}

/** A line without the codes by which terminals colour text. */
function stripColours(line: string): string {
  if (!line.includes('\u001b')) return line;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the codes begin with one.
  return line.replace(/\u001b\[[0-9;]{0,20}[A-Za-z]/g, '');
}

/** A number as programs print it: digits with commas between thousands, a sign, an exponent. NaN when it is none. */
export function readNumber(text: string | undefined): number {
  if (text === undefined) return Number.NaN;
  const plain = text.trim().replace(/,(?=\d{3}(?!\d))/g, '');
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$/.test(plain) ? Number(plain) : Number.NaN;
}
