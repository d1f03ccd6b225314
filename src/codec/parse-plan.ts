/**
 * The one door for every plan that comes in: file, link, library, clipboard, template. Checks, migrates, mends what can be
 * mended, and says in words what it did. Never throws; the work is bounded by the number of records.
 */
import * as v from 'valibot';
import { CalibrationSchema } from '../domain/calibration/calibration-schema.ts';
import { MAX_BLOCKS, MAX_LINKS } from '../domain/plan/check-drawing.ts';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import {
  AssumptionsSchema,
  ModelChoiceSchema,
  PLAN_VERSION,
  PlanDocumentSchema,
  PlanScheduleSchema,
  RANK_DIMENSIONS,
  type Strategy,
  StrategySchema,
  WorkloadSchema,
} from '../domain/plan/plan-document.ts';
import { findUnknownKeys } from './find-unknown-keys.ts';
import { isTooLarge } from './measure-json.ts';
import { type JsonObject, migratePlan } from './migrate-plan.ts';
import type { ParsedPlan, PlanProblem } from './plan-problem.ts';
import { repairDrawing } from './repair-drawing.ts';
import { isRecord, RepairLog, repairValue } from './repair-value.ts';

function fail(code: PlanProblem['code'], path: string, message: string, hint: string): ParsedPlan<PlanDocument> {
  return { ok: false, problems: [{ code, path, message, hint }] };
}

/** A text of at most `limit` UTF-16 units. */
function repairText(value: unknown, fallback: string, limit: number, where: string, log: RepairLog): string {
  if (typeof value !== 'string') {
    log.add(`${where} was missing; took “${fallback}”.`);
    return fallback;
  }
  if (value.length > limit) log.add(`${where} was longer than ${limit} characters and was cut.`);
  return value.slice(0, limit);
}

/** What a choice of model is wrong with. Another model in its place would be another plan, so this is never mended. */
function findModelProblems(value: unknown): PlanProblem[] {
  const result = v.safeParse(ModelChoiceSchema, value);
  if (result.success) return [];
  return result.issues.slice(0, 10).map((issue) => ({
    code: 'invalid-plan',
    path: ['workload.model', v.getDotPath(issue)].filter((part) => part !== null).join('.'),
    message: `The model cannot be read here: ${issue.message}`,
    hint: 'Choose a catalogue model by {"kind": "catalog", "modelId": …}, or give every field of a custom architecture.',
  }));
}

function repairStrategy(value: unknown, log: RepairLog): Strategy {
  const fallback = createEmptyPlan().strategy;
  const strategy = repairValue(StrategySchema, value, fallback, 'strategy', log);
  if (new Set(strategy.rankOrder).size === RANK_DIMENSIONS.length) return strategy;
  log.add(`strategy.rankOrder must name each dimension once; took ${fallback.rankOrder.join(', ')}.`);
  return { ...strategy, rankOrder: fallback.rankOrder };
}

/** Half a calibration would be another one, so one that cannot be read is left out as a whole. */
function readCalibration(value: unknown, log: RepairLog): PlanDocument['calibration'] {
  if (value === null) return null;
  const result = v.safeParse(CalibrationSchema, value);
  if (result.success) return result.output;
  log.add(
    value === undefined ? 'calibration was missing; took none.' : 'calibration could not be read and was left out.',
  );
  return null;
}

function repairPlan(document: JsonObject, log: RepairLog): ParsedPlan<PlanDocument> {
  const fallback = createEmptyPlan();
  const { workload } = document;
  const modelProblems = isRecord(workload) && workload.model !== undefined ? findModelProblems(workload.model) : [];
  if (modelProblems.length > 0) return { ok: false, problems: modelProblems };
  const plan: PlanDocument = {
    format: 'trainyard-plan',
    version: PLAN_VERSION,
    name: repairText(document.name, fallback.name, 200, 'name', log),
    notes: repairText(document.notes, '', 10_000, 'notes', log),
    drawing: repairDrawing(document.drawing, log),
    workload: repairValue(WorkloadSchema, workload, fallback.workload, 'workload', log),
    strategy: repairStrategy(document.strategy, log),
    assumptions: repairValue(AssumptionsSchema, document.assumptions, fallback.assumptions, 'assumptions', log),
    schedule: repairValue(PlanScheduleSchema, document.schedule, fallback.schedule, 'schedule', log),
    calibration: readCalibration(document.calibration, log),
  };
  const result = v.safeParse(PlanDocumentSchema, plan);
  if (result.success) return { ok: true, plan: result.output, repairs: log.sentences };
  const path = v.getDotPath(result.issues[0]) ?? '';
  return fail(
    'invalid-plan',
    path,
    `The plan cannot be read: ${result.issues[0].message}`,
    'Correct this place and open it again.',
  );
}

/** Most assumptions of one sort; there are some dozens. */
const MAX_ASSUMPTIONS = 1_000;

/** Most entries of the document itself; there are ten. What is more, and not known, is named when it is left out. */
const MAX_PARTS = 1_000;

/** Refuses a document with more records than a plan may hold, before each of them is looked at. */
function findCrowded(document: JsonObject): ParsedPlan<PlanDocument> | undefined {
  const limits = [
    ['drawing', 'blocks', MAX_BLOCKS, 'Draw repeated blocks once and set their count.'],
    ['drawing', 'links', MAX_LINKS, 'Connect repeated blocks once: a link holds for every instance.'],
    ['assumptions', 'choices', MAX_ASSUMPTIONS, 'Keep the assumptions that Trainyard knows.'],
    ['assumptions', 'overrides', MAX_ASSUMPTIONS, 'Keep the assumptions that Trainyard knows.'],
  ] as const;
  for (const [part, records, limit, hint] of limits) {
    const holder = document[part];
    const held = isRecord(holder) ? holder[records] : undefined;
    if (isRecord(held) && Object.keys(held).length > limit) {
      return fail('too-large', `${part}.${records}`, `The plan holds more than ${limit} ${records}.`, hint);
    }
  }
  return undefined;
}

/** Reads a plan from plain JSON of any origin and any version up to today's. */
export function parsePlan(value: unknown): ParsedPlan<PlanDocument> {
  if (!isRecord(value) || value.format !== 'trainyard-plan') {
    const hint = 'A plan starts with {"format": "trainyard-plan", "version": 4, …}. Choose a file that was saved here.';
    return fail('not-a-plan', 'format', 'This is not a Trainyard plan.', hint);
  }
  const { version } = value;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return fail(
      'unknown-version',
      'version',
      'The plan does not say its version.',
      `Set "version" to ${PLAN_VERSION}.`,
    );
  }
  if (version > PLAN_VERSION) {
    const message = `The plan was made by a newer Trainyard (version ${version}; this one reads up to ${PLAN_VERSION}).`;
    return fail(
      'unknown-version',
      'version',
      message,
      'Reload the page to get the newest Trainyard, then open it again.',
    );
  }
  // Crowds are turned away first: they would be walked, and copied by each migration.
  const crowd = findCrowded(value);
  if (crowd !== undefined) return crowd;
  if (Object.keys(value).length > MAX_PARTS || isTooLarge(value)) {
    return fail(
      'too-large',
      '',
      'The document holds more than a plan can.',
      'A plan file is small; choose another file.',
    );
  }
  const migrated = migratePlan(value, version);
  if (migrated === undefined) {
    return fail(
      'unknown-version',
      'version',
      `Plans of version ${version} cannot be read.`,
      'Save it again where it was made.',
    );
  }
  const { document, steps } = migrated;
  const crowded = findCrowded(document);
  if (crowded !== undefined) return crowded;
  const log = new RepairLog();
  for (const step of steps) log.add(step);
  const parsed = repairPlan(document, log);
  if (parsed.ok)
    for (const path of findUnknownKeys(document, parsed.plan)) log.add(`${path} is not known and was left out.`);
  return parsed;
}
