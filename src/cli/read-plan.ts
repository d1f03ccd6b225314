/** A plan for a program: from a file, from standard input (`-`), or from a link. */
import { readFileSync, statSync } from 'node:fs';
import { decodeLink } from '../codec/decode-link.ts';
import { MAX_FILE_CHARACTERS, planFromFile } from '../codec/plan-file.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';

/** Why there is no plan. */
export interface ReadProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

/** A plan with what was mended in it, or why there is none. */
export type ReadPlan =
  | { readonly ok: true; readonly plan: PlanDocument; readonly repairs: readonly string[] }
  | { readonly ok: false; readonly problems: readonly ReadProblem[] };

/** Reads the plan that an argument names. Never throws. */
export async function readPlan(argument: string): Promise<ReadPlan> {
  const fragment = findFragment(argument);
  if (fragment !== null) {
    const decoded = await decodeLink(fragment);
    return decoded.ok ? decoded : { ok: false, problems: [decoded.problem] };
  }
  let text: string;
  try {
    if (argument !== '-' && statSync(argument).size > 4 * MAX_FILE_CHARACTERS) {
      return {
        ok: false,
        problems: [{ code: 'too-large', message: `${argument} is too large for a plan.`, hint: '' }],
      };
    }
    text = readFileSync(argument === '-' ? 0 : argument, 'utf8');
  } catch (error) {
    const message = `${argument} cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
    return { ok: false, problems: [{ code: 'unreadable', message, hint: 'Name a plan file or a link.' }] };
  }
  return planFromFile(text);
}

/** The fragment of an address, or of an argument that starts with `#`; null when it is a file's name. */
function findFragment(argument: string): string | null {
  if (argument.startsWith('#')) return argument;
  const mark = argument.indexOf('#');
  return mark > 0 && /^(https?|file):/i.test(argument) ? argument.slice(mark) : null;
}
