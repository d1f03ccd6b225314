import { useState } from 'react';
import { setStrategy } from '../../domain/plan/commands/set-strategy.ts';
import {
  isSamePlacement,
  NAIVE_PLACEMENT,
  type PlacedShape,
  type PlacementChoice,
} from '../../domain/topology/placement/list-placements.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import type { PlacedEstimate, PlacementSearch } from '../../engine/search-placements.ts';
import { useDispatchOrTell } from '../inspector/use-dispatch.ts';
import { useCatalog, useCompiled, useEstimate } from '../results/estimate-context.ts';
import type { DialogComponentProps } from '../shell/dialog-props.ts';
import { Button } from '../theme/button.tsx';
import { Dialog } from '../theme/dialog.tsx';
import { useDocument } from '../use-stores.ts';
import styles from './placement.module.css';
import { usePlacementSearch } from './use-placement-search.ts';

/** Placements that are listed at most; the others are slower than these. */
const SHOWN = 12;

/** Placements of the plan's ranks by the step time that the model finds for each, to choose from. */
export function PlacementDialog({ onClose }: DialogComponentProps) {
  const catalog = useCatalog();
  const estimate = useEstimate();
  // What the search is about stays what it was when the dialog opened.
  const plan = useState(useDocument((state) => state.plan))[0];
  const { done, all, found } = usePlacementSearch(plan, catalog);
  const dispatch = useDispatchOrTell();
  const compiled = estimate.compiled?.ok === true ? estimate.compiled.scenario : null;
  const apply = (choice: PlacementChoice): void => {
    dispatch(setStrategy({ rankOrder: [...choice.rankOrder], ranksTogether: choice.ranksTogether }));
    onClose();
  };
  return (
    <Dialog
      title="Find the best placement"
      size="large"
      onClose={onClose}
      footer={<Button onPress={onClose}>Close</Button>}
    >
      {compiled === null ? (
        <p>The plan has no estimate yet: mend it first, then look for a placement.</p>
      ) : (
        <>
          <p className={styles.lead}>
            Every order of the dimensions, and every run of ranks worth keeping inside a scale-up domain, estimated over
            the routes that it takes on the drawing.
          </p>
          <p role="status" className={styles.status}>
            {found === null
              ? `Estimating ${done} of ${all} placements …`
              : describeOutcome(found, estimate.estimate?.step.seconds ?? null)}
          </p>
          {found === null || found.placements.length === 0 ? null : (
            <PlacementTable
              found={found}
              shape={compiled.strategy}
              own={estimate.estimate?.step.seconds ?? null}
              onApply={apply}
            />
          )}
        </>
      )}
    </Dialog>
  );
}

function describeOutcome({ placements, naive }: PlacementSearch, own: number | null): string {
  const [best] = placements;
  if (best === undefined) return 'No placement of this strategy can be estimated.';
  const seconds = formatQuantity('duration', best.stepSeconds).text;
  const gain = own === null ? 0 : 1 - best.stepSeconds / own;
  const first =
    gain > 5e-4
      ? `The best placement takes ${seconds} a step: ${percent(gain)} less than the plan's own.`
      : `The plan's own placement is as good as the best: ${seconds} a step.`;
  if (naive === null) return `${first} Ranks as they are numbered do not fit the drawing.`;
  const lost = naive.stepSeconds / best.stepSeconds - 1;
  return lost > 5e-4
    ? `${first} Ranks as they are numbered take ${percent(lost)} more.`
    : `${first} Ranks as they are numbered are as fast.`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function PlacementTable({
  found,
  shape,
  own,
  onApply,
}: {
  readonly found: PlacementSearch;
  readonly shape: PlacedShape;
  readonly own: number | null;
  readonly onApply: (choice: PlacementChoice) => void;
}) {
  const shown = found.placements.slice(0, SHOWN);
  const { naive } = found;
  const rows = naive === null || shown.some((each) => isSamePlacement(each, naive, shape)) ? shown : [...shown, naive];
  return (
    <table className={styles.table} aria-label="Placements, the fastest first">
      <thead>
        <tr>
          <th scope="col">Ranks, innermost first</th>
          <th scope="col">Kept together</th>
          <th scope="col">Step</th>
          <th scope="col">Against the plan</th>
          <th scope="col">
            <span className={styles.hidden}>Use it</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <PlacementRow
            key={`${row.rankOrder.join(' ')} ${row.ranksTogether}`}
            row={row}
            shape={shape}
            own={own}
            onApply={onApply}
          />
        ))}
      </tbody>
    </table>
  );
}

function PlacementRow({
  row,
  shape,
  own,
  onApply,
}: {
  readonly row: PlacedEstimate;
  readonly shape: PlacedShape;
  readonly own: number | null;
  readonly onApply: (choice: PlacementChoice) => void;
}) {
  const order = row.rankOrder.filter((dimension) => shape[dimension] > 1).join(' › ') || 'a single rank';
  const together = row.ranksTogether === 1 ? 'none' : `${formatQuantity('count', row.ranksTogether).text} ranks`;
  const isOwn = useOwnPlacement(row, shape);
  const change = own === null ? null : row.stepSeconds / own - 1;
  return (
    <tr>
      <th scope="row">
        {order}
        {isOwn ? <span className={styles.tag}>the plan's</span> : null}
        {isSamePlacement(row, NAIVE_PLACEMENT, shape) ? <span className={styles.tag}>as numbered</span> : null}
        {row.fits ? null : <span className={styles.tag}>does not fit into memory</span>}
      </th>
      <td>{together}</td>
      <td>{formatQuantity('duration', row.stepSeconds).text}</td>
      <td>
        {change === null
          ? ''
          : Math.abs(change) < 5e-4
            ? 'the same'
            : `${change < 0 ? '▼ −' : '▲ +'}${percent(Math.abs(change))}`}
      </td>
      <td>
        <Button onPress={() => onApply(row)} aria-label={`Place ${order}, kept together: ${together}`}>
          Use
        </Button>
      </td>
    </tr>
  );
}

function useOwnPlacement(row: PlacementChoice, shape: PlacedShape): boolean {
  const compiled = useCompiled();
  if (compiled?.ok !== true) return false;
  return isSamePlacement(row, { rankOrder: shape.rankOrder, ranksTogether: compiled.ranksTogether }, shape);
}
