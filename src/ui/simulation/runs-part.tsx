import { useMemo, useState } from 'react';
import type { Estimate } from '../../domain/estimate/estimate.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { withKnownSpeeds } from '../../domain/failure/known-speeds.ts';
import {
  DEFAULT_SETTINGS,
  SIMULATED_ABOVE,
  type SimulationSettings,
} from '../../domain/simulation/simulation-settings.ts';
import { writeSpreadSeconds } from '../../domain/simulation/write-spread.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { useLosses } from '../losses/use-losses.ts';
import { ResultsView } from '../results/results-view.tsx';
import viewStyles from '../results/view.module.css';
import { Button } from '../theme/button.tsx';
import { DistributionSection } from './distribution-section.tsx';
import { RunSection } from './run-section.tsx';
import styles from './runs.module.css';
import { SettingsFields } from './settings-fields.tsx';
import { type SimulationState, useSimulation } from './use-simulation.ts';

/** Interruptions over all runs up to which they are simulated without being asked for: about a second. */
const FEW_INTERRUPTIONS = 2e6;

/** Random runs of the job: how they spread, and what happened in one of them. */
export function RunsPart() {
  return <ResultsView>{({ estimate, scenario }) => <Runs estimate={estimate} scenario={scenario} />}</ResultsView>;
}

/** The scenario as runs go through it: with what the job keeps of its speed without each part. Null while that is computed. */
function useDegraded(scenario: Scenario): Scenario | null {
  const { found, isStale, problem } = useLosses();
  return useMemo(() => {
    if (problem !== null || scenario.strategy.accelerators > SIMULATED_ABOVE) return scenario;
    return found === null || isStale ? null : withKnownSpeeds(scenario, found.rows);
  }, [found, isStale, problem, scenario]);
}

function Runs({ estimate, scenario }: { readonly estimate: Estimate; readonly scenario: Scenario }) {
  const degraded = useDegraded(scenario);
  const [settings, setSettings] = useState<SimulationSettings>(DEFAULT_SETTINGS);
  const [index, setIndex] = useState(0);
  // What was asked for by hand, of this very scenario; another one is asked for anew.
  const [asked, setAsked] = useState<{ readonly scenario: Scenario; readonly settings: SimulationSettings } | null>(
    null,
  );
  const [stopped, setStopped] = useState<Scenario | null>(null);
  const isSmall = settings.runs * estimate.reliability.interruptionsInRun <= FEW_INTERRUPTIONS;
  const isAsked = asked?.scenario === scenario && asked.settings === settings;
  const wanted = isAsked || (isSmall && stopped !== scenario) ? settings : null;
  const simulation = useSimulation(degraded, wanted);
  const { runs, isRunning } = simulation;
  const shownIndex = Math.min(index, settings.runs - 1);
  return (
    <>
      <section className={viewStyles.narrow} aria-label="Simulation">
        <h3 className={viewStyles.heading}>Random runs of this job</h3>
        <SettingsFields settings={settings} onChange={setSettings} />
        <div className={styles.buttons}>
          {isRunning ? (
            <Button
              onPress={() => {
                simulation.cancel();
                setAsked(null);
                setStopped(scenario);
              }}
            >
              Cancel
            </Button>
          ) : runs === null ? (
            <Button
              onPress={() => {
                setStopped(null);
                setAsked({ scenario, settings });
              }}
            >
              {`Simulate ${formatQuantity('count', settings.runs).text} runs`}
            </Button>
          ) : null}
        </div>
        <Progress simulation={simulation} settings={settings} isPreparing={wanted !== null && degraded === null} />
        {runs === null ? null : <Facts estimate={estimate} runs={runs} />}
        <p className={viewStyles.note}>
          {scenario.strategy.accelerators > SIMULATED_ABOVE
            ? `Above ${formatQuantity('count', SIMULATED_ABOVE).text} accelerators the headline shows the mean of simulated runs, and the closed form only until they are there.`
            : `The headline shows the closed form: up to ${formatQuantity('count', SIMULATED_ABOVE).text} accelerators the two agree where they assume the same.`}
        </p>
      </section>
      {runs === null ? null : (
        <>
          <DistributionSection runs={runs} estimate={estimate} isStale={isRunning} />
          <RunSection
            scenario={degraded ?? scenario}
            seed={settings.seed}
            index={shownIndex}
            last={settings.runs - 1}
            onIndex={setIndex}
          />
        </>
      )}
    </>
  );
}

function Progress({
  simulation,
  settings,
  isPreparing,
}: {
  readonly simulation: SimulationState;
  readonly settings: SimulationSettings;
  /** Whether what is simulated is still being worked out. */
  readonly isPreparing: boolean;
}) {
  const { isRunning, progress, problem, runs } = simulation;
  if (isRunning) {
    const done = formatQuantity('count', Math.round(progress * settings.runs)).text;
    return (
      <div className={styles.progress}>
        <progress value={progress} max={1} aria-label="Runs that are simulated" />
        <span>
          {done} of {formatQuantity('count', settings.runs).text}
        </span>
      </div>
    );
  }
  if (problem !== null) return <p className={viewStyles.danger}>The runs could not be simulated: {problem}.</p>;
  return (
    <p role="status" className={styles.status}>
      {runs === null
        ? isPreparing
          ? 'Computing how fast the job is without each part …'
          : 'Not simulated yet.'
        : `${formatQuantity('count', runs.runs).text} runs of seed ${runs.seed} simulated.`}
      {runs === null || runs.unfinished === 0
        ? ''
        : ` ${formatQuantity('count', runs.unfinished).text} of them hardly advanced and were given up: their figures are too small.`}
    </p>
  );
}

function Facts({
  estimate,
  runs,
}: {
  readonly estimate: Estimate;
  readonly runs: NonNullable<SimulationState['runs']>;
}) {
  const { mean, standardError } = runs.wallSeconds;
  const days = (seconds: number): string => formatQuantity('duration', seconds).text;
  const apart = mean / estimate.run.wallSeconds - 1;
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  return (
    <dl className={viewStyles.facts}>
      <dt>Mean time to train</dt>
      <dd>{writeSpreadSeconds(runs.wallSeconds, mean)}</dd>
      <dt>Its standard error</dt>
      <dd>{days(standardError)}</dd>
      <dt>Against the closed form</dt>
      <dd>
        {apart < 0 ? '\u2212' : '+'}
        {percent(Math.abs(apart))}
      </dd>
      <dt>Goodput</dt>
      <dd>{percent(runs.goodput.mean)}</dd>
      <dt>Interruptions in a run</dt>
      <dd>
        {formatQuantity('count', Math.round(runs.interruptions.p5)).text} to{' '}
        {formatQuantity('count', Math.round(runs.interruptions.p95)).text}
      </dd>
      <dt title="Equal wherever the same runs are simulated">Check sum</dt>
      <dd>
        <code data-digest={runs.digest}>{runs.digest.slice(0, 8)}</code>
      </dd>
    </dl>
  );
}
