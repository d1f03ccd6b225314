/** A plan as a file: readable JSON that names its schema. */
import { PLAN_VERSION, type PlanDocument } from '../domain/plan/plan-document.ts';
import { parsePlan } from './parse-plan.ts';
import type { ParsedPlan, PlanProblem } from './plan-problem.ts';

/** Longest file that is read, characters. */
export const MAX_FILE_CHARACTERS = 4 * 1024 * 1024;

/** The plan as JSON text. `schemaUrl` is where editors find the schema. */
export function planToFile(plan: PlanDocument, schemaUrl = `plan-v${PLAN_VERSION}.schema.json`): string {
  return `${JSON.stringify({ $schema: schemaUrl, ...plan }, null, 2)}\n`;
}

function fail(code: PlanProblem['code'], message: string, hint: string): ParsedPlan<PlanDocument> {
  return { ok: false, problems: [{ code, path: '', message, hint }] };
}

/** Reads a plan file. Never throws. */
export function planFromFile(text: string): ParsedPlan<PlanDocument> {
  if (text.length > MAX_FILE_CHARACTERS) {
    return fail('too-large', 'The file is larger than 4 MB.', 'A plan file is small; choose another file.');
  }
  let value: unknown;
  try {
    // Some editors put a byte-order mark in front, which JSON does not allow.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : '';
    return fail(
      'not-json',
      `The file is not JSON: ${detail}`,
      'Choose a plan file (.json) that was saved here, unchanged.',
    );
  }
  return parsePlan(value);
}
