import { ListStart } from 'lucide-react';
import { useMemo } from 'react';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import { countImported } from '../../domain/topology/exchange/import/count-imported.ts';
import type { ImportedDrawing } from '../../domain/topology/exchange/import/imported-drawing.ts';
import type { ImportNote, ImportProblem } from '../../domain/topology/exchange/network-graph.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { formatBitRate } from '../../render/block-facts.ts';
import shared from '../generate/generate.module.css';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import styles from './exchange.module.css';

/** More kinds of cables are summed up. */
const MOST_LINES = 12;
const NOTE_HEADS: readonly (readonly [kind: ImportNote['kind'], head: string])[] = [
  ['assumed', 'Assumed, since the text does not say'],
  ['left-out', 'Left out'],
  ['read', 'How it was read'],
];

const count = (value: number): string => formatQuantity('count', value).text;
const several = (value: number, one: string, many: string): string => `${count(value)} ${value === 1 ? one : many}`;

/** What is wrong with the text, and where. */
export function ImportTrouble({
  problem,
  onShowLine,
}: {
  readonly problem: ImportProblem;
  readonly onShowLine: (line: number) => void;
}) {
  const { what, line, mend } = problem;
  return (
    <section className={classNames(shared.preview, styles.preview)} aria-label="What would be drawn">
      <div className={shared.problem} role="alert">
        <p>
          {line === null ? null : <strong>Line {line}: </strong>}
          {what} {mend}
        </p>
      </div>
      {line === null ? null : (
        <div className={shared.offers}>
          <Button icon={ListStart} onPress={() => onShowLine(line)}>{`Show line ${line}`}</Button>
        </div>
      )}
    </section>
  );
}

/** What would be drawn, in numbers, and what was assumed. */
export function ImportPreview({ drawn, catalog }: { readonly drawn: ImportedDrawing; readonly catalog: CatalogIndex }) {
  const counts = useMemo(() => countImported(drawn.drawing, catalog), [drawn, catalog]);
  const shown = counts.lines.slice(0, MOST_LINES);
  const rest = counts.lines.slice(MOST_LINES);
  return (
    <section className={classNames(shared.preview, styles.preview)} aria-label="What would be drawn">
      <p role="status" className={shared.summary}>
        {several(counts.accelerators, 'accelerator', 'accelerators')} in {several(counts.hosts, 'host', 'hosts')},{' '}
        {several(counts.switches, 'switch', 'switches')}, {several(counts.cables, 'cable', 'cables')}
      </p>
      <p className={shared.muted}>
        Drawn as {several(counts.blocks, 'block', 'blocks')} and {several(counts.lines.length, 'link', 'links')}; equal
        parts are one block with a number.
      </p>
      {shown.length === 0 ? null : (
        <table className={shared.table} aria-label="Cables">
          <thead>
            <tr>
              <th scope="col">Cables</th>
              <th scope="col">Number</th>
              <th scope="col">Each</th>
              <th scope="col">Kind</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr key={line.id}>
                <th scope="row">{line.words}</th>
                <td>{count(line.cables)}</td>
                <td>{line.bandwidthBytesPerSecond === null ? '–' : formatBitRate(line.bandwidthBytesPerSecond)}</td>
                <td>{line.kind}</td>
              </tr>
            ))}
            {rest.length === 0 ? null : (
              <tr>
                <th scope="row">{several(rest.length, 'more link', 'more links')}</th>
                <td>{count(rest.reduce((sum, line) => sum + line.cables, 0))}</td>
                <td>–</td>
                <td>–</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      {NOTE_HEADS.map(([kind, head]) => {
        const notes = drawn.notes.filter((note) => note.kind === kind);
        return notes.length === 0 ? null : (
          <div key={kind} className={shared.note}>
            <h3>{head}</h3>
            <ul className={styles.notes}>
              {notes.map(({ message, line }) => (
                <li key={message}>
                  {line === null ? null : <strong>Line {line}: </strong>}
                  {message}
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
