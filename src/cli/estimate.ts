/** `npm run --silent estimate -- plan.json`: prints the estimate of a plan as JSON. See `docs/estimate-output.md`. */

import { writeBillCsv } from '../domain/cost/write-bill-csv.ts';
import {
  DEFAULT_SETTINGS,
  MOST_RUNS,
  MOST_SEED,
  type SimulationSettings,
} from '../domain/simulation/simulation-settings.ts';
import { answerLaw, answerLaws, type LawsOutput } from './answer-laws.ts';
import { assessPlan } from './assess-plan.ts';
import { estimatePlan } from './estimate-plan.ts';
import { loadCatalog } from './load-catalog.ts';
import { loadEngine } from './load-engine.ts';
import { readPlan } from './read-plan.ts';

const USAGE = `usage: npm run --silent estimate -- <plan.json | link | -> [--json-errors] [--bill]
       npm run --silent estimate -- --law <name> [key=value …]
       npm run --silent estimate -- --laws [questions.json | -]

Prints the estimate as JSON, or with --bill what is bought as comma-separated values. Problems go to standard error, one a line,
or as one JSON object with --json-errors.
--law asks one law of failures, storage, power or cost alone, with units as people write them: blocking="5 min"; --laws lists
the laws, or answers a list of {"law", "inputs"}.
--runs simulates so many random runs of the job as well; the same --seed (1 unless given) gives the same runs.
Exit status: 0 with an estimate, 1 when the plan has problems, 2 when it cannot be read.
`;

interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly mend: string | null;
}

function printLaws(result: LawsOutput): number {
  if (result.ok) process.stdout.write(`${JSON.stringify(result.output, null, 2)}\n`);
  else process.stderr.write(`${result.messages.join('\n')}\n`);
  return result.ok ? 0 : result.status;
}

async function main(args: readonly string[]): Promise<number> {
  if (args[0] === '--law') return printLaws(answerLaw(args.slice(1)));
  if (args[0] === '--laws') return printLaws(answerLaws(args.slice(1)));
  const asJson = args.includes('--json-errors');
  const isBill = args.includes('--bill');
  const { rest, settings, complaint } = takeSettings(
    args.filter((each) => each !== '--json-errors' && each !== '--bill'),
  );
  const [argument, ...others] = rest;
  if (complaint !== null) {
    process.stderr.write(`${complaint}\n`);
    return 2;
  }
  if (argument === undefined || others.length > 0 || /^--?h(elp)?$/.test(argument)) {
    process.stderr.write(USAGE);
    return 2;
  }
  const complain = (problems: readonly Complaint[], nearest: unknown = null): void => {
    if (asJson) process.stderr.write(`${JSON.stringify({ problems, nearest }, null, 2)}\n`);
    else for (const { message, mend } of problems) process.stderr.write(`${message}${mend ? ` ${mend}` : ''}\n`);
  };
  const read = await readPlan(argument);
  if (!read.ok) {
    complain(read.problems.map(({ code, message, hint }) => ({ code, message, mend: hint })));
    return 2;
  }
  if (!asJson) for (const repair of read.repairs) process.stderr.write(`Mended: ${repair}\n`);
  const today = new Date().toISOString().slice(0, 10);
  const [catalog, engine] = [loadCatalog(), loadEngine()];
  const result = await estimatePlan(read.plan, catalog, engine, settings, today);
  if (!result.ok) {
    const { problems, nearest } = result.failure;
    complain(problems, nearest);
    if (!asJson && nearest !== null) {
      const fields = nearest.changed.map(
        (field) => `${field} ${nearest.strategy[field as keyof typeof nearest.strategy]}`,
      );
      process.stderr.write(`Nearest that is valid and fits: ${fields.join(', ')}.\n`);
    }
    return 1;
  }
  if (isBill) {
    const { bill, cost } = result.output;
    process.stdout.write(writeBillCsv(bill, cost.currency, today));
    return 0;
  }
  const output = { ...result.output, ...(await assessPlan(read.plan, catalog, engine)) };
  process.stdout.write(`${JSON.stringify(output, null, 2)}\n`);
  return 0;
}

/** Takes `--runs` and `--seed` out of the arguments. */
function takeSettings(args: readonly string[]): {
  readonly rest: readonly string[];
  readonly settings: SimulationSettings | null;
  readonly complaint: string | null;
} {
  const rest: string[] = [];
  const numbers: { runs: number | null; seed: number | null } = { runs: null, seed: null };
  for (let at = 0; at < args.length; at += 1) {
    const found = /^--(runs|seed)(?:=(.*))?$/.exec(args[at] ?? '');
    if (found === null) {
      rest.push(args[at] ?? '');
      continue;
    }
    const name = found[1] as 'runs' | 'seed';
    const text = found[2] ?? args[++at] ?? '';
    const [least, most] = name === 'runs' ? [1, MOST_RUNS] : [0, MOST_SEED];
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      const complaint = `--${name} needs a whole number from ${least} to ${most}, not "${text}".`;
      return { rest, settings: null, complaint };
    }
    numbers[name] = value;
  }
  const { runs, seed } = numbers;
  const settings =
    runs === null && seed === null
      ? null
      : { runs: runs ?? DEFAULT_SETTINGS.runs, seed: seed ?? DEFAULT_SETTINGS.seed };
  return { rest, settings, complaint: null };
}

process.exitCode = await main(process.argv.slice(2));
