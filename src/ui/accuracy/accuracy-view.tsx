import { useMemo, useState } from 'react';
import type { AccuracyRow, AccuracyTable } from '../../domain/accuracy/accuracy-file.ts';
import { summarizeErrors } from '../../domain/accuracy/error-summary.ts';
import { errorOfRow, isInBand, type Sight } from '../../domain/accuracy/summarize-accuracy.ts';
import { Button } from '../theme/button.tsx';
import { SelectField } from '../theme/select-field.tsx';
import styles from './accuracy.module.css';
import { AccuracyScatter } from './accuracy-scatter.tsx';
import { percentOf, precisePercentOf, signedPercentOf } from './accuracy-words.ts';
import { BoundsTable } from './bounds-table.tsx';
import { GroupTable } from './group-table.tsx';
import { RunDetails } from './run-details.tsx';
import { RunTable } from './run-table.tsx';
import { styleOf } from './scatter-scale.ts';
import { UnmodelledList } from './unmodelled-list.tsx';
import { useStackName } from './use-stack-name.ts';
import { WorstList } from './worst-list.tsx';

const ALL = '';
const FILTERS = [
  { id: 'source', label: 'Source', of: (row: AccuracyRow) => row.source.title },
  { id: 'generation', label: 'Generation', of: (row: AccuracyRow) => styleOf(row.features.generation).label },
  { id: 'accelerator', label: 'Accelerator', of: (row: AccuracyRow) => row.acceleratorName },
  { id: 'family', label: 'Parallelism', of: (row: AccuracyRow) => row.parallelFamily },
  { id: 'stack', label: 'Software', of: (row: AccuracyRow) => row.features.stackId },
] as const;
type FilterId = (typeof FILTERS)[number]['id'];

/** Plot, summaries and lists of all published runs. */
export function AccuracyView({ table }: { readonly table: AccuracyTable }) {
  const [sight, setSight] = useState<Sight>('held-out');
  const [filter, setFilter] = useState<Readonly<Partial<Record<FilterId, string>>>>({});
  const nameStack = useStackName();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const rows = useMemo(
    () =>
      table.rows.filter((row) => FILTERS.every(({ id, of }) => (filter[id] ?? ALL) === ALL || of(row) === filter[id])),
    [table, filter],
  );
  const chosen = rows.find(({ id }) => id === chosenId) ?? null;
  return (
    <div className={styles.view}>
      <p className={styles.lead}>
        <strong>In-sample</strong>: the constants were tuned with the run among others. <strong>Held out</strong>:
        everything tuned was tuned again without any run of its publisher; this is what to expect of a run that nobody
        has published. Model {table.modelVersion}.
      </p>
      <Summary rows={rows} />
      <div className={styles.filters}>
        <SelectField<Sight>
          label="Prediction"
          value={sight}
          options={[
            { id: 'held-out', label: 'Held out' },
            { id: 'in-sample', label: 'In-sample' },
          ]}
          onChange={setSight}
        />
        {FILTERS.map(({ id, label, of }) => (
          <SelectField<string>
            key={id}
            label={label}
            value={filter[id] ?? ALL}
            options={[
              { id: ALL, label: 'All' },
              ...namesOf(table.rows, of).map((name) => ({ id: name, label: id === 'stack' ? nameStack(name) : name })),
            ]}
            onChange={(value) => setFilter({ ...filter, [id]: value })}
          />
        ))}
      </div>
      {rows.length === 0 ? (
        <div className={styles.none} role="status">
          <p>No published run is all of this.</p>
          <Button onPress={() => setFilter({})}>Show all runs</Button>
        </div>
      ) : (
        <>
          <div className={styles.plotRow}>
            <AccuracyScatter rows={rows} sight={sight} chosenId={chosen?.id ?? null} onChoose={setChosenId} />
            <section className={styles.details} aria-label="Chosen run" aria-live="polite">
              <RunDetails row={chosen} />
            </section>
          </div>
          <div className={styles.columns}>
            <GroupTable title="By source" rows={rows} by="source" />
            <GroupTable title="By accelerator" rows={rows} by="accelerator" />
            <GroupTable title="By parallelism" rows={rows} by="family" />
            <GroupTable title="By software" rows={rows} by="stack" />
          </div>
        </>
      )}
      <div className={styles.columns}>
        <BoundsTable title="Sets, in-sample" figures={table.figures} />
        <BoundsTable title="Unseen by the tuned constants" figures={table.heldOutFigures} />
      </div>
      <WorstList table={table} />
      <UnmodelledList rows={table.notModelled} />
      {rows.length === 0 ? null : <RunTable rows={rows} />}
    </div>
  );
}

function Summary({ rows }: { readonly rows: readonly AccuracyRow[] }) {
  const judged = rows.filter((row) => row.isJudged);
  const cells = (['in-sample', 'held-out'] as const).map((sight) => ({
    sight,
    ...summarizeErrors(judged.map((row) => errorOfRow(row, sight))),
  }));
  const inside = judged.length === 0 ? null : judged.filter(isInBand).length / judged.length;
  return (
    <dl className={styles.summary} aria-label="Summary">
      <div>
        <dt>Runs compared</dt>
        <dd>{judged.length}</dd>
      </div>
      {cells.map(({ sight, medianAbsolute, percentile90Absolute, medianSigned }) => (
        <div key={sight}>
          <dt>{sight === 'in-sample' ? 'In-sample' : 'Held out'}: median, 90th percentile, signed median</dt>
          <dd>
            {precisePercentOf(medianAbsolute)} · {precisePercentOf(percentile90Absolute)} ·{' '}
            {signedPercentOf(medianSigned)}
          </dd>
        </div>
      ))}
      <div>
        <dt>Inside the 80 % band, held out</dt>
        <dd>{inside === null ? '–' : percentOf(inside)}</dd>
      </div>
    </dl>
  );
}

function namesOf(rows: readonly AccuracyRow[], of: (row: AccuracyRow) => string): readonly string[] {
  return [...new Set(rows.map(of))].sort();
}
