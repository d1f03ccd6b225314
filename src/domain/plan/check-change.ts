/**
 * Checks a plan after a change without reading all of it again: the records that the patches name, and the rules between
 * records when the drawing changed. A last guard in front of the document; commands are written so that it never speaks.
 */
import * as v from 'valibot';
import { checkDrawing } from './check-drawing.ts';
import type { PlanDocument } from './plan-document.ts';
import {
  AssumptionsSchema,
  BlockSchema,
  LinkSchema,
  PlanDocumentSchema,
  PlanScheduleSchema,
  StrategySchema,
  WorkloadSchema,
} from './plan-document.ts';
import type { PlanPatch } from './plan-history.ts';

/** What is wrong, in words with the place; undefined when all is well. */
function firstIssue(schema: v.GenericSchema, value: unknown, where: string): string | undefined {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return undefined;
  const path = v.getDotPath(result.issues[0]);
  return `${path === null ? where : `${where}.${path}`}: ${result.issues[0].message}`;
}

/** Why the changed plan must not be, in words; undefined when it is sound. The plan before the change was sound. */
export function findChangeProblem(after: PlanDocument, patches: readonly PlanPatch[]): string | undefined {
  const seen = new Set<string>();
  let drawingChanged = false;
  for (const { path } of patches) {
    const place = path.slice(0, path[0] === 'drawing' ? 3 : 1).join('.');
    if (seen.has(place)) continue;
    seen.add(place);
    const [part, records, id] = path;
    let problem: string | undefined;
    if (part === 'drawing' && typeof id === 'string') {
      drawingChanged = true;
      const block = records === 'blocks' ? after.drawing.blocks[id] : undefined;
      const link = records === 'links' ? after.drawing.links[id] : undefined;
      if (block !== undefined) problem = firstIssue(BlockSchema, block, place);
      if (link !== undefined) problem = firstIssue(LinkSchema, link, place);
    } else if (part === 'workload') problem = firstIssue(WorkloadSchema, after.workload, place);
    else if (part === 'strategy') problem = firstIssue(StrategySchema, after.strategy, place);
    else if (part === 'assumptions') problem = firstIssue(AssumptionsSchema, after.assumptions, place);
    else if (part === 'schedule') problem = firstIssue(PlanScheduleSchema, after.schedule, place);
    else {
      drawingChanged = true;
      problem = firstIssue(PlanDocumentSchema, after, 'plan');
    }
    if (problem !== undefined) return problem;
  }
  return drawingChanged ? checkDrawing(after.drawing)[0]?.message : undefined;
}
