/**
 * Makes PDFs in a worker that lives for one report only: the PDF library is large and reports are rare. Cancelling ends the worker,
 * and since comlink never settles the calls of a worker that is gone, the promise is settled here.
 */
import * as comlink from 'comlink';
import type { ReportApi, ReportFontFiles, Result } from '../../workers/contract.ts';
import type { ReportDocument } from '../domain/report/report-document.ts';

/** What making a report needs from outside. */
export interface ReportClientOptions {
  readonly createWorker: () => Worker;
  /** Bytes of the two fonts; rejects when they cannot be had. */
  readonly loadFonts: () => Promise<ReportFontFiles>;
}

/** Makes the PDF's bytes from a report. Never throws; `onProgress` hears the share that is done, 0–1. */
export async function makeReportPdf(
  { createWorker, loadFonts }: ReportClientOptions,
  report: ReportDocument,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Result<Uint8Array<ArrayBuffer>>> {
  if (signal.aborted) return { ok: false, error: { code: 'cancelled', params: {} } };
  let fonts: ReportFontFiles;
  try {
    fonts = await loadFonts();
  } catch (error) {
    return { ok: false, error: { code: 'load-failed', params: { message: String(error) } } };
  }
  const worker = createWorker();
  const gone = new Promise<Result<never>>((resolve) => {
    signal.addEventListener('abort', () => resolve({ ok: false, error: { code: 'cancelled', params: {} } }), {
      once: true,
    });
    worker.addEventListener('error', (event) => {
      resolve({ ok: false, error: { code: 'worker-lost', params: { message: event.message ?? '' } } });
    });
    if (signal.aborted) resolve({ ok: false, error: { code: 'cancelled', params: {} } });
  });
  try {
    const api = comlink.wrap<ReportApi>(worker);
    const rendered = api.render(report, fonts, comlink.proxy(onProgress)) as Promise<Result<Uint8Array<ArrayBuffer>>>;
    return await Promise.race([rendered, gone]);
  } catch (error) {
    return { ok: false, error: { code: 'report-failed', params: { message: String(error) } } };
  } finally {
    worker.terminate();
  }
}

/** The report worker and fonts as the built page serves them. */
export const PAGE_REPORT_CLIENT: ReportClientOptions = {
  createWorker: () => new Worker(new URL('../../workers/report.worker.ts', import.meta.url), { type: 'module' }),
  loadFonts: async () => {
    const [regular, semibold] = await Promise.all(['inter-regular.ttf', 'inter-semibold.ttf'].map(loadFont));
    if (regular === undefined || semibold === undefined) throw new Error('The fonts of the report are missing');
    return { regular, semibold };
  },
};

async function loadFont(file: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(`fonts/${file}`, document.baseURI));
  if (!response.ok) throw new Error(`${file}: the server answered ${response.status}`);
  return response.arrayBuffer();
}
