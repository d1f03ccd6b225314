import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { useMemo } from 'react';
import { powerCapChart } from '../../../charts/power-cap-chart.ts';
import { POWER_CAP_KEY } from '../../../domain/assumptions/power-cap-assumptions.ts';
import type { CostEstimate } from '../../../domain/estimate/cost-estimate.ts';
import type { Estimate } from '../../../domain/estimate/estimate.ts';
import type { Scenario } from '../../../domain/estimate/scenario.ts';
import { setAssumption } from '../../../domain/plan/commands/set-assumption.ts';
import { findBestCaps, fitCapOf, listCaps, type PowerCapRow } from '../../../domain/power/cap-sweep.ts';
import { findLimitFit, type LimitFit } from '../../../domain/power/limits.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { powerCapQueryOptions } from '../../../engine/power-cap-query.ts';
import { ChartView } from '../../figure-view.tsx';
import { QuantityField } from '../../inspector/quantity-field.tsx';
import { useDispatch, useDispatchOrTell } from '../../inspector/use-dispatch.ts';
import { Button } from '../../theme/button.tsx';
import { classNames } from '../../theme/class-names.ts';
import { useDocument } from '../../use-stores.ts';
import { useEngine } from '../engine-context.ts';
import { useCatalog } from '../estimate-context.ts';
import resultsStyles from '../results-view.module.css';
import { ResultsView } from '../results-view.tsx';
import styles from '../view.module.css';
import partStyles from './power-cap-part.module.css';

const watts = (value: number): string => formatQuantity('power', value).text;

/** What a cap on the accelerators' power costs and saves, and the caps that are best. */
export function PowerCapPart() {
  return (
    <ResultsView>{({ estimate, scenario }) => <PowerCapOf estimate={estimate} scenario={scenario} />}</ResultsView>
  );
}

function PowerCapOf({ estimate, scenario }: { readonly estimate: Estimate; readonly scenario: Scenario }) {
  const catalog = useCatalog();
  const drawing = useDocument((state) => state.plan.drawing);
  const limits = useMemo(
    () => (catalog === null ? null : findLimitFit(drawing, catalog, scenario)),
    [drawing, catalog, scenario],
  );
  const sweep = useMemo(() => {
    if (limits === null) return null;
    // Capped or not, the same scenarios are swept.
    return {
      scenario,
      caps: listCaps(scenario.economy.power, [wholeCap(limits)]),
      fitCap: fitCapOf(limits),
    };
  }, [limits, scenario]);
  const { data, isPlaceholderData } = useQuery(powerCapQueryOptions(useEngine(), sweep, estimate.modelVersion));
  const { acceleratorPeakWatts } = scenario.economy.power;
  if (data === undefined || limits === null || data.length === 0) {
    return (
      <div className={resultsStyles.waiting} role="status">
        <LoaderCircle size={16} aria-hidden className={resultsStyles.spinner} /> Trying power caps …
      </div>
    );
  }
  return (
    <>
      <section className={classNames(styles.wide, isPlaceholderData && styles.stale)} aria-label="Over the power cap">
        <ChartView
          height={170}
          draw={(theme, size) =>
            powerCapChart(
              {
                rows: data,
                capWatts: acceleratorPeakWatts,
                fitWatts: limits.capWatts,
                basis: estimate.cost.basis,
                currency: estimate.cost.currency,
              },
              theme,
              size,
            )
          }
        />
        <p className={styles.note}>
          Compute slows down under a cap, memory and links do not. Green ring: least. Blue dot: in force.
          {limits.capWatts === null ? '' : ' Dashed: drawn limits hold to the left of it.'}
        </p>
      </section>
      <section className={classNames(styles.half, styles.scroll)} aria-label="Choose a cap">
        <CapChoices rows={data} limits={limits} scenario={scenario} />
        <CapTable rows={data} inForce={acceleratorPeakWatts} cost={estimate.cost} />
      </section>
    </>
  );
}

/** The cap that fits, in whole watts. */
function wholeCap({ capWatts }: LimitFit): number | null {
  return capWatts === null ? null : Math.floor(capWatts);
}

function CapChoices({
  rows,
  limits,
  scenario,
}: {
  readonly rows: readonly PowerCapRow[];
  readonly limits: LimitFit;
  readonly scenario: Scenario;
}) {
  const dispatch = useDispatch();
  const dispatchOrTell = useDispatchOrTell();
  const set = useDocument((state) => state.plan.assumptions.overrides[POWER_CAP_KEY]);
  const {
    acceleratorLimitWatts: limit,
    acceleratorLowestCapWatts: lowest,
    acceleratorPeakWatts,
  } = scenario.economy.power;
  const isInForce = (cap: number): boolean => Math.floor(cap) === Math.floor(acceleratorPeakWatts);
  const best = findBestCaps(rows);
  const apply = (cap: number): void =>
    dispatchOrTell(setAssumption(POWER_CAP_KEY, cap >= limit ? null : Math.floor(cap)));
  const fit = wholeCap(limits);
  const goals: readonly (readonly [string, number | null])[] = [
    ['Least energy', best.energyWatts],
    ['Least rent', best.rentedWatts],
    ['Least cost of owning', best.ownedWatts],
  ];
  const write = (cap: number): string => (cap >= limit ? 'no cap' : watts(cap));
  return (
    <>
      <QuantityField
        label="Power cap of an accelerator"
        isWide
        dimension="power"
        value={set ?? null}
        placeholder={`none: ${watts(limit)}`}
        minimum={Math.ceil(lowest)}
        maximum={Math.max(limit, lowest)}
        steps="relative"
        onChange={(value, gesture) => dispatch(setAssumption(POWER_CAP_KEY, value, gesture))}
        standard={{
          isInForce: set === undefined,
          source: 'Default: the accelerator’s own limit',
          meaning: 'The most that one accelerator may draw.',
          onReset: () => dispatchOrTell(setAssumption(POWER_CAP_KEY, null)),
        }}
      />
      <p className={classNames(styles.note, limits.status === 'impossible' && styles.danger)}>{writeLimits(limits)}</p>
      <div className={classNames(partStyles.actions)}>
        {fit === null ? null : (
          <Button variant="primary" isDisabled={isInForce(fit)} onPress={() => apply(fit)}>
            {`Cap at ${watts(fit)} to fit`}
          </Button>
        )}
        {goals.map(([name, cap]) =>
          cap === null ? null : (
            <Button key={name} isDisabled={isInForce(cap)} onPress={() => apply(cap)}>
              {`${name}: ${write(cap)}`}
            </Button>
          ),
        )}
      </div>
    </>
  );
}

function writeLimits({ status, capWatts, blockName }: LimitFit): string {
  switch (status) {
    case 'none':
      return 'No power limit is drawn. Set one on a rack, a row or a site to find the cap that fits.';
    case 'fits':
      return 'All drawn limits hold without a cap.';
    case 'impossible':
      return `No cap is low enough for the limit of ${blockName ?? 'a block'}: hold fewer systems inside, or raise the limit.`;
    default:
      return `The limit of ${blockName ?? 'a block'} holds with a cap of ${watts(capWatts ?? 0)} or less.`;
  }
}

function CapTable({
  rows,
  inForce,
  cost: { basis, currency },
}: {
  readonly rows: readonly PowerCapRow[];
  readonly inForce: number;
  readonly cost: Pick<CostEstimate, 'basis' | 'currency'>;
}) {
  return (
    <table className={classNames(styles.table, partStyles.table)}>
      <thead>
        <tr>
          {['Cap', 'Clock', 'Step', 'Peak, facility', 'Energy/token', 'Cost/M tokens', 'Limits'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...rows].reverse().map((row) => (
          <tr key={row.capWatts} aria-current={row.capWatts === inForce ? 'true' : undefined}>
            <td>
              {watts(row.capWatts)}
              {row.capWatts === inForce ? ', now' : ''}
            </td>
            <td>{formatQuantity('ratio', row.clockShare).text}</td>
            <td>{formatQuantity('duration', row.stepSeconds).text}</td>
            <td>{watts(row.peakFacilityWatts)}</td>
            <td>{formatQuantity('energy', row.energyJoulesPerToken).text}</td>
            <td>
              {
                formatQuantity(
                  'money',
                  basis === 'rent' ? row.rentedUsdPerMillionTokens : row.ownedUsdPerMillionTokens,
                  { currency },
                ).text
              }
            </td>
            <td>{row.fitsLimits ? 'hold' : 'exceeded'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
