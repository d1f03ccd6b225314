import { amountChart, amountFormat } from '../../../charts/amount-chart.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { ChartView } from '../../figure-view.tsx';
import { classNames } from '../../theme/class-names.ts';
import { FactList } from '../fact-list.tsx';
import { FigureButton } from '../figure-button.tsx';
import { ResultsView } from '../results-view.tsx';
import styles from '../view.module.css';
import partStyles from './carbon-part.module.css';

/** Carbon and water: what model cards count beside what the facility takes, and what was spent on making things. */
export function CarbonPart() {
  return (
    <ResultsView>
      {({ estimate: { power }, scenario, compiled }) => {
        const energy = (joules: number): string => formatQuantity('energy', joules).text;
        const mass = (kilograms: number): string => `${formatQuantity('carbonMass', kilograms).text} CO₂e`;
        const grid = compiled.sources['economy.power.gridKgCo2PerKilowattHour'];
        const { marketKgCo2PerKilowattHour: contract, gridProfileAmplitude } = scenario.economy.power;
        const byComponent = [
          ...power.operationalCarbonKgByComponent,
          { key: 'making', label: 'Making of it all, share', amount: power.embodiedCarbonKg },
        ];
        return (
          <>
            <section className={styles.column} aria-label="Carbon by component">
              <ChartView
                height={200}
                draw={(theme, size) =>
                  amountChart(
                    {
                      title: 'Carbon by component',
                      totalLabel: 'Operation and making',
                      amounts: byComponent,
                      format: amountFormat('carbonMass'),
                      category: 'data',
                    },
                    theme,
                    size,
                  )
                }
              />
            </section>
            <section className={classNames(styles.wide, styles.scroll)} aria-label="Two ways to count">
              <h3 className={styles.heading}>Two ways to count</h3>
              <table className={classNames(styles.table, partStyles.table)}>
                <thead>
                  <tr>
                    <th scope="col">What</th>
                    <th scope="col">Accelerators alone</th>
                    <th scope="col">Whole facility</th>
                  </tr>
                </thead>
                <tbody>
                  <tr>
                    <td>Energy</td>
                    <td>
                      <FigureButton
                        figureId="rated-energy"
                        label={`Energy, accelerators alone: ${energy(power.acceleratorOnlyEnergyJoules)}`}
                      >
                        {energy(power.acceleratorOnlyEnergyJoules)}
                      </FigureButton>
                    </td>
                    <td>
                      <FigureButton figureId="energy" label={`Energy, whole facility: ${energy(power.energyJoules)}`}>
                        {energy(power.energyJoules)}
                      </FigureButton>
                    </td>
                  </tr>
                  <tr>
                    <td>Carbon of the grid</td>
                    <td>
                      <FigureButton
                        figureId="rated-carbon"
                        label={`Carbon, accelerators alone: ${mass(power.acceleratorOnlyCarbonKg)}`}
                      >
                        {mass(power.acceleratorOnlyCarbonKg)}
                      </FigureButton>
                    </td>
                    <td>
                      <FigureButton
                        figureId="operational-carbon"
                        label={`Carbon, whole facility: ${mass(power.operationalCarbonKg)}`}
                      >
                        {mass(power.operationalCarbonKg)}
                      </FigureButton>
                    </td>
                  </tr>
                  <tr>
                    <td>Holds</td>
                    <td className={styles.wraps}>hours × rated power, as model cards count</td>
                    <td className={styles.wraps}>hosts, network, storage, cooling; idle time as it is</td>
                  </tr>
                  <tr>
                    <td>Leaves out</td>
                    <td className={styles.wraps}>everything else; any power cap</td>
                    <td className={styles.wraps}>making of the hardware, which stands beside</td>
                  </tr>
                </tbody>
              </table>
              <p className={styles.note}>
                Grid: {grid === undefined ? 'not known' : `${grid.value} kg/kWh, ${grid.source}`}. A yearly average
                {gridProfileAmplitude === 0
                  ? '; no hourly data are part of the catalogue'
                  : ' with the profile over the day that the plan states'}
                .
              </p>
            </section>
            <section className={styles.narrow} aria-label="Carbon and water">
              <h3 className={styles.heading}>Carbon and water of the run</h3>
              <FactList
                facts={[
                  ['Location based', mass(power.operationalCarbonKg), 'operational-carbon'],
                  [
                    contract === null ? 'Market based (no contract)' : 'Market based',
                    mass(power.marketCarbonKg),
                    'market-carbon',
                  ],
                  ['Hardware, share', mass(power.embodiedCarbonKg), 'embodied-carbon'],
                  ['Water of cooling', `${formatQuantity('count', power.waterLitres).text}\u202fL`, 'water'],
                ]}
              />
            </section>
          </>
        );
      }}
    </ResultsView>
  );
}
