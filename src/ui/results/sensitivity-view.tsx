import { Button as AriaButton } from 'react-aria-components';
import { tryWhatIf } from '../../actions/try-what-if.ts';
import { describeSaving, summarize } from '../../domain/overlay/sensitivity-overlay.ts';
import type { SensitivityRow } from '../../domain/sensitivity/sensitivity.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { zoomToSelection } from '../../editor/view-commands.ts';
import { useSensitivity } from '../overlay/use-sensitivity.ts';
import { useActions } from '../shell/action-context.ts';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import { ResultsView } from './results-view.tsx';
import styles from './view.module.css';

/** What a step gains from more of each drawn part, and from what can be bought for the links. */
export function SensitivityView() {
  return <ResultsView>{() => <Ranking />}</ResultsView>;
}

function Ranking() {
  const { found, isStale, problem } = useSensitivity(true);
  if (problem !== null) return <p className={styles.danger}>The sensitivities could not be computed: {problem}.</p>;
  if (found === null) {
    return (
      <p className={styles.muted} role="status">
        Computing one estimate for each part …
      </p>
    );
  }
  const rowsOf = (kind: SensitivityRow['kind']) => found.rows.filter((row) => row.kind === kind);
  return (
    <>
      <section
        className={classNames(styles.half, styles.scroll, isStale && styles.stale)}
        aria-label="A tenth more of each part"
      >
        <h3 className={styles.heading}>A tenth more of each part</h3>
        <p className={styles.muted}>{summarize(found)}</p>
        <Rows rows={rowsOf('more')} stepSeconds={found.stepSeconds} />
        {found.linksLeftOut === 0 ? null : (
          <p className={styles.note}>{found.linksLeftOut} more kinds of links were not looked at.</p>
        )}
      </section>
      <section
        className={classNames(styles.half, styles.scroll, isStale && styles.stale)}
        aria-label="What can be done for the links"
      >
        <h3 className={styles.heading}>What can be done for the links</h3>
        {rowsOf('remedy').length === 0 ? (
          <p className={styles.muted}>No links are drawn that a step uses.</p>
        ) : (
          <Rows rows={rowsOf('remedy')} stepSeconds={found.stepSeconds} />
        )}
      </section>
    </>
  );
}

function Rows({ rows, stepSeconds }: { readonly rows: readonly SensitivityRow[]; readonly stepSeconds: number }) {
  const context = useActions();
  const select = (ids: readonly string[]): void => {
    const { drawing } = context.documentStore.getState().plan;
    const { canvasSize, setSelection, setViewport, announce } = context.sessionStore.getState();
    setSelection(ids);
    const blocks = ids.flatMap((id) => {
      const link = drawing.links[id];
      return link === undefined ? [id] : [link.from, link.to];
    });
    const view = zoomToSelection(drawing, blocks, canvasSize);
    if (view !== undefined) setViewport(view);
    announce(`${ids.length === 1 ? 'Selected' : `${ids.length} selected`} on the drawing.`);
  };
  const canTry = rows.some(({ command }) => command !== null);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col" className={styles.words}>
            Change
          </th>
          <th scope="col">Saves</th>
          {canTry ? <th scope="col">Try</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} title={describeSaving(row, stepSeconds)}>
            <td>
              <AriaButton className={classNames(styles.link)} onPress={() => select(row.itemIds)}>
                {row.part}
              </AriaButton>
            </td>
            <td className={classNames(styles.words, styles.wraps)}>{row.change}</td>
            <td>{writeSaving(row, stepSeconds)}</td>
            {canTry ? (
              <td>
                {row.command === null ? null : (
                  <TryButton row={row} onPress={() => row.command !== null && tryWhatIf(context, row.command)} />
                )}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function TryButton({ row, onPress }: { readonly row: SensitivityRow; readonly onPress: () => void }) {
  return (
    <Button variant="plain" aria-label={`What if: ${row.change}, ${row.part}`} onPress={onPress}>
      What if
    </Button>
  );
}

/** What a change saves, and its share of the step, without the noise of the last digits. */
function writeSaving({ savedSeconds }: SensitivityRow, stepSeconds: number): string {
  if (savedSeconds === null) return 'not valid';
  const value = Math.abs(savedSeconds) < 1e-6 * stepSeconds ? 0 : savedSeconds;
  return `${formatQuantity('duration', value).text} (${formatQuantity('ratio', value / stepSeconds).text})`;
}
