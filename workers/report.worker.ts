/** Turns a ReportDocument into PDF bytes, off the page's thread. Loaded only when somebody asks for a report. */
import * as comlink from 'comlink';
import * as v from 'valibot';
import { ReportDocumentSchema } from '../src/domain/report/report-document.ts';
import type { ReportApi } from './contract.ts';
import { renderReport } from './report/render-report.ts';

const api: ReportApi = {
  async render(document, fonts, onProgress) {
    const parsed = v.safeParse(ReportDocumentSchema, document);
    if (!parsed.success) {
      const issue = parsed.issues[0];
      return {
        ok: false,
        error: { code: 'invalid-report', params: { path: v.getDotPath(issue) ?? '', message: issue.message } },
      };
    }
    try {
      const pdf = await renderReport(parsed.output, fonts, onProgress);
      return { ok: true, value: comlink.transfer(pdf, [pdf.buffer]) };
    } catch (error) {
      return { ok: false, error: { code: 'report-failed', params: { message: String(error) } } };
    }
  },
};

comlink.expose(api);
