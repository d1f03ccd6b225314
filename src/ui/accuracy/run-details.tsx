import type { AccuracyRow } from '../../domain/accuracy/accuracy-file.ts';
import { errorOfRow } from '../../domain/accuracy/summarize-accuracy.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import viewStyles from '../results/view.module.css';
import styles from './accuracy.module.css';
import { linkOf, percentOf, signedPercentOf } from './accuracy-words.ts';
import { useStackName } from './use-stack-name.ts';

const NO_CUTS = 'data parallel only';

const nameCut = (cut: string): string => (cut === 'sharded' ? 'sharded parameters' : cut);

/** All about the chosen run. */
export function RunDetails({ row }: { readonly row: AccuracyRow | null }) {
  const nameStack = useStackName();
  if (row === null) {
    return <p className={styles.muted}>Point at a mark, or focus the plot and use the arrow keys, to see its run.</p>;
  }
  const link = linkOf(row.source.place);
  const { features } = row;
  const duration = (seconds: number): string => formatQuantity('duration', seconds).text;
  const facts: readonly (readonly [string, string])[] = [
    ['Model', row.model],
    ['Accelerators', `${formatQuantity('count', features.accelerators).text} × ${row.acceleratorName}`],
    ['Format', features.format],
    ['Sequence length', formatQuantity('tokens', features.sequenceTokens).text],
    ['Parallelism', features.cuts.length === 0 ? NO_CUTS : features.cuts.map(nameCut).join(', ')],
    ['Software', nameStack(features.stackId)],
    ['Measured', duration(row.measuredSeconds)],
    ['Predicted, in-sample', `${duration(row.predictedSeconds)} (${signedPercentOf(errorOfRow(row, 'in-sample'))})`],
    ['Predicted, held out', `${duration(row.heldOutSeconds)} (${signedPercentOf(errorOfRow(row, 'held-out'))})`],
    ...(row.isJudged
      ? ([
          [
            '80 % band, held out',
            `${duration(row.heldOutSeconds * Math.exp(-row.halfWidth))} – ${duration(row.heldOutSeconds * Math.exp(row.halfWidth))}`,
          ],
        ] as const)
      : []),
    ...(row.measuredMemoryGib === null || row.predictedMemoryGib === null
      ? []
      : ([
          [
            'Memory',
            `${row.measuredMemoryGib.toFixed(1)} GiB measured, ${row.predictedMemoryGib.toFixed(1)} GiB predicted (${percentOf(Math.abs(row.predictedMemoryGib / row.measuredMemoryGib - 1))} off)`,
          ],
        ] as const)),
    ['Quality of the record', row.isJudged ? row.quality : `${row.quality}, not counted in the summaries`],
  ];
  return (
    <>
      <h3 className={styles.runId}>{row.id}</h3>
      <p className={styles.muted}>
        {link === null ? (
          row.source.title
        ) : (
          <a href={link} target="_blank" rel="noreferrer" className={styles.link}>
            {row.source.title}
          </a>
        )}
        {row.table === '' ? '' : `, ${row.table}`}
      </p>
      <dl className={viewStyles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {row.doubt === null ? null : <p className={styles.doubt}>The record is doubted: {row.doubt}.</p>}
    </>
  );
}
