/** Ways to mend are tried on a copy of the plan before they are offered. */
import type { CatalogIndex } from '../../catalog/catalog-types.ts';
import type { Drawing, PlanCommand, PlanDocument } from '../../plan/plan-document.ts';
import { countPorts, isOverused } from './count-ports.ts';
import type { Mend } from './finding.ts';

/** The plan after a command; the plan itself stays. */
export function planAfter(plan: PlanDocument, command: PlanCommand): PlanDocument {
  const { blocks, links } = plan.drawing;
  const draft: PlanDocument = {
    ...plan,
    strategy: { ...plan.strategy },
    workload: { ...plan.workload },
    assumptions: { choices: { ...plan.assumptions.choices }, overrides: { ...plan.assumptions.overrides } },
    drawing: { blocks: copyRecords(blocks), links: copyRecords(links) },
  };
  command.recipe(draft);
  return draft;
}

function copyRecords<T extends { exceptions: unknown[] }>(records: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(records).map(([id, record]) => [id, { ...record, exceptions: [...record.exceptions] }]),
  );
}

/** Several commands as one step under one name. */
export function joinCommands(label: string, commands: readonly PlanCommand[]): PlanCommand {
  return {
    label,
    recipe: (draft) => {
      for (const command of commands) command.recipe(draft);
    },
  };
}

/** The mends after which `isMended` holds and no block has more cables than ports that had not before. */
export function keepWorking(
  plan: PlanDocument,
  catalog: CatalogIndex,
  mends: readonly (Mend | null)[],
  isMended: (drawing: Drawing) => boolean,
): Mend[] {
  const before = findOverused(plan.drawing, catalog);
  return mends.filter((mend): mend is Mend => {
    if (mend === null) return false;
    const { drawing } = planAfter(plan, mend.command);
    return isMended(drawing) && [...findOverused(drawing, catalog)].every((id) => before.has(id));
  });
}

/** Blocks with more cables than ports. */
export function findOverused(drawing: Drawing, catalog: CatalogIndex): ReadonlySet<string> {
  return new Set([...countPorts(drawing, catalog).values()].filter(isOverused).map(({ block }) => block.id));
}
