import { Download, RotateCcw } from 'lucide-react';
import { Fragment } from 'react';
import { runAction } from '../../../actions/run-action.ts';
import { BILL_GROUPS, type BillLine } from '../../../domain/cost/bill-line.ts';
import { billOfPlan } from '../../../domain/cost/bill-of-plan.ts';
import { describePriceAge } from '../../../domain/cost/price-age.ts';
import { UNIT_PRICE_LIMITS } from '../../../domain/cost/unit-price.ts';
import type { CostEstimate } from '../../../domain/estimate/cost-estimate.ts';
import { setAssumption } from '../../../domain/plan/commands/set-assumption.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { QuantityField } from '../../inspector/quantity-field.tsx';
import { useDispatch, useDispatchOrTell } from '../../inspector/use-dispatch.ts';
import { findAction, useActions } from '../../shell/action-context.ts';
import { Button } from '../../theme/button.tsx';
import { classNames } from '../../theme/class-names.ts';
import { useDocument } from '../../use-stores.ts';
import { useCatalog } from '../estimate-context.ts';
import { ResultsView } from '../results-view.tsx';
import viewStyles from '../view.module.css';
import styles from './bill-part.module.css';

/** Everything that is bought, line by line, with prices that can be replaced. */
export function BillPart() {
  return <ResultsView>{({ estimate: { cost } }) => <Bill cost={cost} />}</ResultsView>;
}

function Bill({ cost }: { readonly cost: CostEstimate }) {
  const plan = useDocument((state) => state.plan);
  const catalog = useCatalog();
  const actions = useActions();
  if (catalog === null) return null;
  const lines = billOfPlan(plan, catalog, cost);
  const { currency } = cost;
  const money = (usd: number): string => formatQuantity('money', usd, { currency }).text;
  const today = new Date().toISOString().slice(0, 10);
  return (
    <section className={styles.bill} aria-label="Bill of materials">
      <div className={styles.head}>
        <h3 className={viewStyles.heading}>
          {money(lines.reduce((sum, { amountUsd }) => sum + amountUsd, 0))} for all that is drawn
        </h3>
        <Button icon={Download} onPress={() => runAction(findAction('export-bill'), actions)}>
          Save as CSV
        </Button>
      </div>
      <section
        className={styles.scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label="Lines of the bill"
      >
        <table className={classNames(viewStyles.table)}>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col">Quantity</th>
              <th scope="col">Unit price (USD)</th>
              <th scope="col">Amount ({currency.code})</th>
              <th scope="col" className={viewStyles.words}>
                Price from
              </th>
            </tr>
          </thead>
          <tbody>
            {BILL_GROUPS.map(([group, label]) => {
              const own = lines.filter((line) => line.group === group);
              if (own.length === 0) return null;
              return (
                <Fragment key={group}>
                  <tr className={styles.group}>
                    <th scope="rowgroup" colSpan={3}>
                      {label}
                    </th>
                    <td>{money(own.reduce((sum, { amountUsd }) => sum + amountUsd, 0))}</td>
                    <td />
                  </tr>
                  {own.map((line) => (
                    <Row key={line.priceKey ?? line.name} line={line} money={money} today={today} />
                  ))}
                </Fragment>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Row({
  line,
  money,
  today,
}: {
  readonly line: BillLine;
  readonly money: (usd: number) => string;
  readonly today: string;
}) {
  const age = line.asOf === null ? null : describePriceAge(line.asOf, today);
  const count = formatQuantity('count', line.quantity).text;
  return (
    <tr>
      <td className={classNames(styles.item)}>{line.name}</td>
      <td>{line.unit === 'pieces' ? count : `${count}\u00a0${line.unit}`}</td>
      <td>
        <UnitPrice line={line} />
      </td>
      <td>{money(line.amountUsd)}</td>
      <td className={classNames(viewStyles.words, styles.source)} title={line.source}>
        {age?.isOld === true ? `${age.words}; ` : ''}
        {line.source}
        {line.isChecked === false ? ' (an estimate)' : ''}
      </td>
    </tr>
  );
}

function UnitPrice({ line: { name, priceKey, unitUsd, isDefault } }: { readonly line: BillLine }) {
  const dispatch = useDispatch();
  const dispatchOrTell = useDispatchOrTell();
  if (priceKey === null) return <>{formatQuantity('money', unitUsd).text}</>;
  return (
    <span className={styles.price}>
      <QuantityField
        label={`Price of ${name}`}
        dimension="money"
        value={unitUsd}
        minimum={UNIT_PRICE_LIMITS.min}
        maximum={UNIT_PRICE_LIMITS.max}
        steps="relative"
        onChange={(value, gesture) => dispatch(setAssumption(priceKey, value, gesture))}
      />
      {isDefault ? null : (
        <Button variant="plain" icon={RotateCcw} onPress={() => dispatchOrTell(setAssumption(priceKey, null))}>
          Reset
        </Button>
      )}
    </span>
  );
}
