/** Laws from the command line: one by its name, or many from a file. See `docs/laws.md`. */
import { readFileSync, statSync } from 'node:fs';
import * as v from 'valibot';
import { evaluateLaw, LAWS, type LawAnswer } from './laws/evaluate-law.ts';

const MOST_BYTES = 10_000_000;

const QuestionsSchema = v.pipe(
  v.array(
    v.object({
      law: v.string(),
      inputs: v.record(v.string(), v.union([v.number(), v.string()])),
      id: v.optional(v.string()),
    }),
  ),
  v.maxLength(100_000),
);

/** What to print, or what is wrong, in sentences. */
export type LawsOutput =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly status: 1 | 2; readonly messages: readonly string[] };

/** Answers one law: `name key=value …`. */
export function answerLaw([name, ...pairs]: readonly string[]): LawsOutput {
  if (name === undefined) return { ok: false, status: 2, messages: ['Name a law; --laws lists them.'] };
  const inputs: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) return { ok: false, status: 2, messages: [`"${pair}" is not of the form key=value.`] };
    inputs[pair.slice(0, at)] = pair.slice(at + 1);
  }
  const result = evaluateLaw(name, inputs);
  return result.ok ? { ok: true, output: result.answer } : { ok: false, status: 1, messages: [result.message] };
}

/** Answers every question of a file (`-` = standard input); without one, lists all laws with their inputs and figures. */
export function answerLaws([path]: readonly string[]): LawsOutput {
  if (path === undefined) return { ok: true, output: LAWS.map(({ run: _, ...law }) => law) };
  let questions: v.InferOutput<typeof QuestionsSchema>;
  try {
    if (path !== '-' && statSync(path).size > MOST_BYTES) throw new RangeError('the file is too large');
    questions = v.parse(QuestionsSchema, JSON.parse(readFileSync(path === '-' ? 0 : path, 'utf8')));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      status: 2,
      messages: [`${path} is not a list of {"law", "inputs"}: ${why}.`],
    };
  }
  const answers: (LawAnswer & { readonly id?: string })[] = [];
  const messages: string[] = [];
  for (const [index, { id, law, inputs }] of questions.entries()) {
    const result = evaluateLaw(law, inputs);
    if (result.ok) answers.push(id === undefined ? result.answer : { id, ...result.answer });
    else messages.push(`Question ${id ?? index + 1}: ${result.message}`);
  }
  return messages.length > 0 ? { ok: false, status: 1, messages } : { ok: true, output: answers };
}
