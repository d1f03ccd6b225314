import type { PlanCommand, TrainingStage } from '../plan-document.ts';
import { MAX_STAGES } from '../plan-document.ts';
import { assignFields } from './assign-fields.ts';

/** Sets the day of the order (`YYYY-MM-DD`), or takes it back. */
export function setOrderDate(orderDate: string | null): PlanCommand {
  return {
    label: orderDate === null ? 'Take the order date back' : 'Set the order date',
    recipe: ({ schedule }) => {
      if (schedule.orderDate !== orderDate) schedule.orderDate = orderDate;
    },
  };
}

/** Adds a stage behind the others. No change when there are as many as a plan may hold. */
export function addStage(stage: TrainingStage): PlanCommand {
  return {
    label: 'Add a stage',
    recipe: ({ schedule }) => {
      if (schedule.stages.length < MAX_STAGES) schedule.stages.push({ ...stage });
    },
  };
}

/** Takes a stage out, by its place in the list; its tokens go back to the main stage. */
export function removeStage(at: number): PlanCommand {
  return {
    label: 'Remove a stage',
    describe: ({ schedule }) => `Remove ${nameOf(schedule.stages[at], at)}`,
    recipe: ({ schedule }) => {
      if (at >= 0 && at < schedule.stages.length) schedule.stages.splice(at, 1);
    },
  };
}

/** Exchanges a stage with the one before (-1) or behind (1) it. No change at the ends of the list. */
export function moveStage(at: number, by: -1 | 1): PlanCommand {
  return {
    label: 'Move a stage',
    describe: ({ schedule }) => `Move ${nameOf(schedule.stages[at], at)}`,
    recipe: ({ schedule }) => {
      const [stage, other] = [schedule.stages[at], schedule.stages[at + by]];
      if (stage === undefined || other === undefined) return;
      schedule.stages[at] = other;
      schedule.stages[at + by] = stage;
    },
  };
}

/** Changes fields of a stage, by its place in the list. */
export function updateStage(at: number, fields: Partial<TrainingStage>, gesture?: string): PlanCommand {
  return {
    label: 'Change a stage',
    describe: ({ schedule }) => `Change ${nameOf(schedule.stages[at], at)}`,
    ...(gesture === undefined ? {} : { gesture }),
    recipe: ({ schedule }) => {
      const stage = schedule.stages[at];
      if (stage !== undefined) assignFields(stage, fields);
    },
  };
}

function nameOf(stage: TrainingStage | undefined, at: number): string {
  return stage === undefined || stage.name.trim() === '' ? `stage ${at + 1}` : stage.name;
}
