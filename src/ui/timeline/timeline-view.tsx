import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import type { Estimate } from '../../domain/estimate/estimate.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { timelineQueryOptions } from '../../engine/timeline-query.ts';
import { useEngine } from '../results/engine-context.ts';
import resultsStyles from '../results/results-view.module.css';
import { ResultsView } from '../results/results-view.tsx';
import viewStyles from '../results/view.module.css';
import { Button } from '../theme/button.tsx';
import { classNames } from '../theme/class-names.ts';
import styles from './timeline.module.css';
import { TimelinePanel } from './timeline-panel.tsx';

/** What every pipeline rank does over one step. */
export function TimelineView() {
  return (
    <ResultsView>{({ estimate, scenario }) => <TimelineOf estimate={estimate} scenario={scenario} />}</ResultsView>
  );
}

function TimelineOf({ estimate, scenario }: { readonly estimate: Estimate; readonly scenario: Scenario }) {
  const { data, error, isPlaceholderData, refetch } = useQuery(
    timelineQueryOptions(useEngine(), scenario, estimate.modelVersion),
  );
  if (data === undefined && error !== null) {
    return (
      <div className={classNames(resultsStyles.empty, styles.panel)} role="alert">
        <p className={resultsStyles.message}>The timeline could not be made.</p>
        <p className={resultsStyles.mend}>{error.message}</p>
        <Button variant="primary" onPress={() => void refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  if (data === undefined) {
    return (
      <div className={classNames(resultsStyles.waiting, styles.panel)} role="status">
        <LoaderCircle size={16} aria-hidden className={resultsStyles.spinner} /> Simulating the step …
      </div>
    );
  }
  return (
    <div className={classNames(styles.room, isPlaceholderData && viewStyles.stale)}>
      <TimelinePanel
        timeline={data}
        capacityBytes={estimate.memory.capacityBytes}
        modelVersion={estimate.modelVersion}
      />
    </div>
  );
}
