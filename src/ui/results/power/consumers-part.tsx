import { powerChart } from '../../../charts/power-chart.ts';
import { formatQuantity } from '../../../domain/units/format-quantity.ts';
import { ChartView } from '../../figure-view.tsx';
import { FactList } from '../fact-list.tsx';
import { FigureButton } from '../figure-button.tsx';
import { ResultsView } from '../results-view.tsx';
import styles from '../view.module.css';

/** What draws the power, and what the run takes in energy and carbon. */
export function ConsumersPart() {
  return (
    <ResultsView>
      {({ estimate: { power }, scenario }) => {
        const watts = (amount: number): string => formatQuantity('power', amount).text;
        const energy = (joules: number): string => formatQuantity('energy', joules).text;
        const mass = (kilograms: number): string => formatQuantity('carbonMass', kilograms).text;
        return (
          <>
            <section className={styles.column} aria-label="Power by component">
              <ChartView height={200} draw={(theme, size) => powerChart(power, theme, size)} />
            </section>
            <section className={styles.narrow} aria-label="Power">
              <h3 className={styles.heading}>
                Power,{' '}
                <FigureButton figureId="power" label={`Average facility power: ${watts(power.averageFacilityWatts)}`}>
                  {watts(power.averageFacilityWatts)}
                </FigureButton>
              </h3>
              <FactList
                facts={[
                  ['Average, equipment', watts(power.averageItWatts), 'equipment-power'],
                  ['Average, facility', watts(power.averageFacilityWatts), 'power'],
                  ['Peak, equipment', watts(power.peakItWatts), 'peak-equipment-power'],
                  ['Peak, facility', watts(power.peakFacilityWatts), 'peak-facility-power'],
                  ['Power usage effectiveness', scenario.economy.power.facilityFactor.toFixed(2), 'facility-factor'],
                ]}
              />
            </section>
            <section className={styles.narrow} aria-label="Energy and carbon">
              <h3 className={styles.heading}>Energy and carbon of the run</h3>
              <FactList
                facts={[
                  ['Energy', energy(power.energyJoules), 'energy'],
                  ['Accelerators at rated power', energy(power.acceleratorOnlyEnergyJoules), 'rated-energy'],
                  ['Carbon, operation', `${mass(power.operationalCarbonKg)} CO₂e`, 'operational-carbon'],
                  ['Carbon, hardware share', `${mass(power.embodiedCarbonKg)} CO₂e`, 'embodied-carbon'],
                ]}
              />
            </section>
          </>
        );
      }}
    </ResultsView>
  );
}
