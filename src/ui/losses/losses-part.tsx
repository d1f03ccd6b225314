import { Button as AriaButton } from 'react-aria-components';
import { tryWhatIf } from '../../actions/try-what-if.ts';
import { describeLoss, summarizeLoss } from '../../domain/failure/describe-loss.ts';
import type { FleetRates } from '../../domain/failure/fleet-rates.ts';
import type { LossRow } from '../../domain/failure/rank-losses.ts';
import type { RemedyRow } from '../../domain/failure/try-remedies.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { zoomToSelection } from '../../editor/view-commands.ts';
import { ResultsView } from '../results/results-view.tsx';
import { useCurrency } from '../results/use-currency.ts';
import styles from '../results/view.module.css';
import { useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { useLosses, useRemedies } from './use-losses.ts';

/** Three digits: expectations are no counts. */
const amount = (value: number): string => formatQuantity('count', Number(value.toPrecision(3))).text;
const time = (seconds: number): string => formatQuantity('duration', seconds).text;

/** What failures take from the run, cause by cause, and what helps against them. */
export function LossesPart() {
  return (
    <ResultsView>
      {() => (
        <>
          <Losses />
          <Remedies />
        </>
      )}
    </ResultsView>
  );
}

function Losses() {
  const { found, isStale, problem } = useLosses();
  return (
    <section
      className={classNames(styles.half, styles.scroll, isStale && found !== null && styles.stale)}
      aria-label="Losses by cause"
      aria-busy={isStale}
    >
      <h3 className={styles.heading}>Losses by cause, over the run</h3>
      {problem !== null ? (
        <p className={styles.danger}>The losses could not be computed: {problem}.</p>
      ) : found === null ? (
        <p className={styles.muted} role="status">
          Computing the step without each part …
        </p>
      ) : (
        <>
          <LossTable rows={found.rows.filter(({ kind }) => kind !== 'idle' && kind !== 'container')} />
          <Fleet fleet={found.fleet} />
        </>
      )}
    </section>
  );
}

function LossTable({ rows }: { readonly rows: readonly LossRow[] }) {
  const select = useSelect();
  const currency = useCurrency();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Cause</th>
          <th scope="col" className={styles.words}>
            The job
          </th>
          <th scope="col">Times</th>
          <th scope="col">Accelerator-hours</th>
          <th scope="col">Money</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} title={`${describeLoss(row)} ${row.source}. Holds ${row.holds}.`}>
            <td className={styles.wraps}>
              {row.itemIds.length === 0 ? (
                row.label
              ) : (
                <AriaButton className={classNames(styles.link)} onPress={() => select(row.itemIds)}>
                  {row.label}
                </AriaButton>
              )}
              {row.origin === 'software' ? <span className={styles.muted}> (software)</span> : null}
            </td>
            <td className={classNames(styles.words, styles.wraps)}>{summarizeLoss(row)}</td>
            <td>{amount(row.eventsInRun)}</td>
            <td>{amount(row.acceleratorHoursInRun)}</td>
            <td>{formatQuantity('money', row.usdInRun, { currency }).text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the rates are from; what jobs were seen to do stands beside what is fitted, since they differ. */
function Fleet({ fleet }: { readonly fleet: FleetRates }) {
  const { name, perThousandNodeDays, band, acceleratorsPerNode, observed } = fleet;
  const rate = (value: number): string => value.toPrecision(3);
  return (
    <>
      <p className={styles.note}>
        Rates: {name}
        {perThousandNodeDays === null
          ? '.'
          : `, fitted: ${rate(perThousandNodeDays)} interruptions per 1,000 ${acceleratorsPerNode > 8 ? `racks of ${acceleratorsPerNode}` : 'nodes'} and day${
              band === null ? '' : `, ${rate(band[0])} to ${rate(band[1])}`
            }.`}{' '}
        Fitted and observed rates differ, and neither is computed from the other:
      </p>
      <table className={styles.table} aria-label="Fitted and observed time between interruptions">
        <thead>
          <tr>
            <th scope="col">Jobs on RSC-1</th>
            <th scope="col">Seen</th>
            <th scope="col">By the fitted rate</th>
            <th scope="col">Rate that was seen</th>
          </tr>
        </thead>
        <tbody>
          {observed.map((jobs) => (
            <tr key={jobs.accelerators} title={jobs.source}>
              <td>
                {formatQuantity('count', jobs.accelerators).text} accelerators, {jobs.kind}
              </td>
              <td>{time(jobs.meanHoursBetween * 3600)}</td>
              <td>{time(jobs.fittedMeanHoursBetween * 3600)}</td>
              <td>{rate(jobs.impliedPerThousandNodeDays)} per 1,000 node-days</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Remedies() {
  const context = useActions();
  const { found, isStale, problem } = useRemedies();
  const currency = useCurrency();
  const money = (usd: number): string => formatQuantity('money', usd, { currency }).text;
  // Saved for spent is the same number in every currency: only its sign changes.
  const perOne = (ratio: number): string =>
    formatQuantity('money', ratio, { currency: { ...currency, perUsd: 1 } }).text;
  return (
    <section
      className={classNames(styles.half, styles.scroll, isStale && found !== null && styles.stale)}
      aria-label="What helps"
      aria-busy={isStale}
    >
      <h3 className={styles.heading}>What helps, by money saved for money spent</h3>
      {problem !== null ? (
        <p className={styles.danger}>The remedies could not be tried: {problem}.</p>
      ) : found === null ? (
        <p className={styles.muted} role="status">
          Trying each remedy …
        </p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Remedy</th>
              <th scope="col">Costs</th>
              <th scope="col">Saves</th>
              <th scope="col">For {currency.symbol}1</th>
              <th scope="col">Try</th>
            </tr>
          </thead>
          <tbody>
            {found.map((row) => (
              <tr key={row.id} title={row.change}>
                <td className={styles.wraps}>
                  {row.label} <span className={styles.muted}>({row.change})</span>
                </td>
                <td>{row.costUsd === null ? 'not sold' : row.costUsd === 0 ? 'nothing' : money(row.costUsd)}</td>
                <td>{writeSaving(row, money)}</td>
                <td>{row.savedPerUsd === null ? '–' : perOne(Math.max(0, row.savedPerUsd))}</td>
                <td>
                  {row.command === null ? null : (
                    <Button
                      variant="plain"
                      aria-label={`What if: ${row.label}`}
                      onPress={() => row.command !== null && tryWhatIf(context, row.command)}
                    >
                      What if
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Without the noise of the last digits. */
function writeSaving({ savedUsd, savedSeconds }: RemedyRow, money: (usd: number) => string): string {
  if (Math.abs(savedSeconds) < 1) return 'nothing';
  return savedUsd < 0 ? `costs ${money(-savedUsd)} more` : money(savedUsd);
}

/** Selects what is drawn and shows it. */
function useSelect(): (ids: readonly string[]) => void {
  const context = useActions();
  return (ids) => {
    const { drawing } = context.documentStore.getState().plan;
    const { canvasSize, setSelection, setViewport, announce } = context.sessionStore.getState();
    setSelection(ids);
    const blocks = ids.flatMap((id) => {
      const link = drawing.links[id];
      return link === undefined ? [id] : [link.from, link.to];
    });
    const view = zoomToSelection(drawing, blocks, canvasSize);
    if (view !== undefined) setViewport(view);
    announce('Selected on the drawing.');
  };
}
