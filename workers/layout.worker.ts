/** Lays drawings out, off the page's thread. Loaded only when somebody asks for it. */
import * as comlink from 'comlink';
import * as v from 'valibot';
import { checkDrawing } from '../src/domain/plan/check-drawing.ts';
import { PlanDocumentSchema } from '../src/domain/plan/plan-document.ts';
import { layoutDrawing } from '../src/layout/layout-drawing.ts';
import type { LayoutApi } from './contract.ts';

const RequestSchema = v.object({
  drawing: PlanDocumentSchema.entries.drawing,
  within: v.nullable(v.array(v.string())),
});

const api: LayoutApi = {
  async layout(drawing, within) {
    const parsed = v.safeParse(RequestSchema, { drawing, within });
    const problem = parsed.success ? checkDrawing(parsed.output.drawing)[0] : parsed.issues[0];
    if (!parsed.success || problem !== undefined) {
      return { ok: false, error: { code: 'invalid-drawing', params: { message: problem?.message ?? '' } } };
    }
    try {
      const laidOut = layoutDrawing(parsed.output.drawing, parsed.output.within);
      if (laidOut === undefined) return { ok: false, error: { code: 'drawing-too-large', params: {} } };
      return { ok: true, value: laidOut };
    } catch (error) {
      return { ok: false, error: { code: 'layout-failed', params: { message: String(error) } } };
    }
  },
};

comlink.expose(api);
