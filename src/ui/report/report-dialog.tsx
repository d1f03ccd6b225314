import { FileDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { writeLink } from '../../actions/write-link.ts';
import { writePlanFile } from '../../actions/write-plan-file.ts';
import type { ReportDocument } from '../../domain/report/report-document.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { makeReportPdf, PAGE_REPORT_CLIENT } from '../../engine/report-client.ts';
import { useEstimate } from '../results/estimate-context.ts';
import { useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { Dialog } from '../theme/dialog.tsx';
import { SelectField } from '../theme/select-field.tsx';
import { useDocument } from '../use-stores.ts';
import { collectReport } from './collect-report.ts';
import styles from './report-dialog.module.css';

type ReportFailure = Extract<Awaited<ReturnType<typeof makeReportPdf>>, { ok: false }>['error'];
type Progress =
  | { readonly state: 'idle' }
  | { readonly state: 'working'; readonly share: number }
  | { readonly state: 'done'; readonly fileName: string; readonly size: string; readonly address: string }
  | { readonly state: 'failed'; readonly message: string };

/** Makes the open plan's report and hands it over as a file. */
export function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const actions = useActions();
  const plan = useDocument((state) => state.plan);
  const { catalog, estimate, estimateOf, isStale } = useEstimate();
  const [paper, setPaper] = useState<ReportDocument['paper']>('A4');
  const [progress, setProgress] = useState<Progress>({ state: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const source =
    catalog !== null && estimate !== null && estimateOf !== null && !isStale
      ? { catalog, estimate, compiled: estimateOf }
      : null;

  async function make(): Promise<void> {
    if (source === null) return;
    const controller = new AbortController();
    running.current = controller;
    setProgress({ state: 'working', share: 0 });
    try {
      const link = await writeLink(actions, plan);
      const report = collectReport(
        { ...source, plan, link, planJson: writePlanFile(plan), paper },
        new Date().toISOString(),
      );
      const answer = await makeReportPdf(PAGE_REPORT_CLIENT, report, controller.signal, (share) => {
        if (!controller.signal.aborted) setProgress({ state: 'working', share });
      });
      if (controller.signal.aborted) return;
      if (answer.ok) setProgress(handOver(answer.value, report.planFile.name.replace('.trainyard.json', '.pdf')));
      else setProgress({ state: 'failed', message: describeFailure(answer.error) });
    } catch (error) {
      setProgress({ state: 'failed', message: `The report could not be written: ${String(error)}` });
    }
  }

  return (
    <Dialog
      title="Report"
      size="small"
      onClose={onClose}
      footer={
        <>
          {progress.state === 'working' ? (
            <Button
              onPress={() => {
                running.current?.abort();
                setProgress({ state: 'idle' });
              }}
            >
              Stop
            </Button>
          ) : null}
          <Button
            variant="primary"
            icon={FileDown}
            isDisabled={source === null}
            isPending={progress.state === 'working'}
            onPress={() => {
              void make();
            }}
          >
            Make PDF
          </Button>
        </>
      }
    >
      <p className={classNames(styles.text)}>
        A PDF with the drawing, headline figures, step, memory, failures, cost, power, every input with its source, and
        a link and QR code back to this plan. The plan file is attached inside.
      </p>
      <SelectField
        label="Paper"
        value={paper}
        onChange={setPaper}
        options={[
          { id: 'A4', label: 'A4', note: '210 × 297 mm' },
          { id: 'Letter', label: 'Letter', note: '8.5 × 11 in' },
        ]}
      />
      {source === null ? (
        <p className={classNames(styles.text)} role="status">
          The report is written from the figures of the plan, and these are not there yet. Once the figures at the top
          of the page show, come back here.
        </p>
      ) : null}
      <ReportProgress progress={progress} />
    </Dialog>
  );
}

function ReportProgress({ progress }: { readonly progress: Progress }) {
  switch (progress.state) {
    case 'idle':
      return null;
    case 'working':
      return (
        <ProgressBar className={classNames(styles.progress)} value={100 * progress.share}>
          {({ percentage, valueText }) => (
            <>
              <Label className={classNames(styles.progressLabel)}>Writing the report, {valueText}</Label>
              <div className={classNames(styles.track)}>
                <div className={classNames(styles.fill)} style={{ width: `${percentage ?? 0}%` }} />
              </div>
            </>
          )}
        </ProgressBar>
      );
    case 'done':
      return (
        <p className={classNames(styles.text)} role="status">
          {progress.fileName} ({progress.size}) is in your downloads.{' '}
          <a href={progress.address} download={progress.fileName}>
            Download it again
          </a>
        </p>
      );
    case 'failed':
      return (
        <p className={classNames(styles.text, styles.failed)} role="alert">
          {progress.message}
        </p>
      );
  }
}

/** Starts the download, and says what was handed over. */
function handOver(pdf: Uint8Array<ArrayBuffer>, fileName: string): Progress {
  const address = URL.createObjectURL(new Blob([pdf], { type: 'application/pdf' }));
  const anchor = document.createElement('a');
  anchor.href = address;
  anchor.download = fileName;
  anchor.click();
  return { state: 'done', fileName, size: formatQuantity('bytes', pdf.length).text, address };
}

function describeFailure({ code, params }: ReportFailure): string {
  const detail = params.message === undefined ? '' : ` (${params.message})`;
  switch (code) {
    case 'load-failed':
      return `The report's fonts could not be loaded${detail}. Check the connection and try again.`;
    case 'invalid-report':
      return `The report holds something that cannot be printed${detail}. Please shorten names and notes.`;
    default:
      return `The report could not be made${detail}. Your plan is unharmed; please try again.`;
  }
}
