/** What a template is, and how its plan is put together from a drawing and a few choices. */
import { createEmptyPlan } from '../create-empty-plan.ts';
import type { Drawing, PlanDocument, Strategy, Workload } from '../plan-document.ts';

/** A plan to start from. */
export interface PlanTemplate {
  readonly id: string;
  readonly name: string;
  /** One or two sentences: what is drawn and what is trained. */
  readonly description: string;
  /** A fresh plan each time. */
  readonly create: () => PlanDocument;
}

/** What a template says; all else is as in an empty plan. */
export interface TemplateParts {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly notes: string;
  readonly drawing: () => Drawing;
  readonly workload: Partial<Omit<Workload, 'model'>> & { readonly modelId: string };
  readonly strategy: Partial<Strategy>;
}

/** Makes a template. */
export function defineTemplate(parts: TemplateParts): PlanTemplate {
  const { id, name, description, notes, drawing, strategy } = parts;
  const { modelId, ...workload } = parts.workload;
  return {
    id,
    name,
    description,
    create: () => {
      const plan = createEmptyPlan(name);
      return {
        ...plan,
        notes,
        drawing: drawing(),
        workload: { ...plan.workload, ...workload, model: { kind: 'catalog', modelId } },
        strategy: { ...plan.strategy, ...strategy },
      };
    },
  };
}
