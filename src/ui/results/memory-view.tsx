import { memoryChart } from '../../charts/memory-chart.ts';
import { memoryStagesChart } from '../../charts/memory-stages-chart.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { ChartView } from '../figure-view.tsx';
import { FigureButton } from './figure-button.tsx';
import { OverflowNotice } from './overflow-notice.tsx';
import { ResultsView } from './results-view.tsx';
import styles from './view.module.css';

/** What fills the memory of the fullest rank, and every pipeline stage against the capacity. */
export function MemoryView() {
  return (
    <ResultsView>
      {({ estimate: { memory } }) => (
        <>
          <section className={styles.column} aria-label="Memory by component">
            <h3 className={styles.heading}>
              Fullest rank, stage {memory.worstStage + 1},{' '}
              <FigureButton
                figureId="memory"
                label={`Memory of the fullest rank: ${formatQuantity('memory', memory.totalBytes).text}`}
              >
                {formatQuantity('memory', memory.totalBytes).text}
              </FigureButton>
            </h3>
            {memory.fits ? null : <OverflowNotice memory={memory} />}
            <ChartView height={200} draw={(theme, size) => memoryChart(memory, theme, size)} />
          </section>
          <section className={styles.column} aria-label="Memory by pipeline stage">
            <h3 className={styles.heading}>By pipeline stage</h3>
            <ChartView height={190} draw={(theme, size) => memoryStagesChart(memory, theme, size)} />
          </section>
        </>
      )}
    </ResultsView>
  );
}
