import { useEffect, useRef, useState } from 'react';
import type { RunShape } from '../../domain/calibration/calibration-schema.ts';
import { listProbes, readSensitivities } from '../../domain/calibration/probe-scenarios.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import { compileScenario } from '../../domain/estimate/compile-scenario.ts';
import type { PlanDocument } from '../../domain/plan/plan-document.ts';
import type { EngineClient } from '../../engine/engine-client.ts';
import { useEngine } from '../results/engine-context.ts';
import { planOfRun } from './calibration-entry.ts';
import { type Prediction, shapeKey } from './prediction.ts';

/** Predictions of runs, with their sensitivities, by the name of their shape; those still to come are absent. */
export function usePredictions(
  plan: PlanDocument,
  catalog: CatalogIndex | null,
  shapes: readonly RunShape[],
): ReadonlyMap<string, Prediction> {
  const engine = useEngine();
  const [known, setKnown] = useState<ReadonlyMap<string, Prediction>>(new Map());
  const asked = useRef(new Set<string>());
  const keys = shapes.map(shapeKey).join('\n');
  // The dialog lies over the page, so the plan below it does not change but by applying and removing, which predictions leave out.
  const base = useRef(plan);
  useEffect(() => {
    if (catalog === null) return;
    const abort = new AbortController();
    const run = async (): Promise<void> => {
      for (const key of keys.split('\n').filter((each) => each !== '' && !asked.current.has(each))) {
        const prediction = await predict(engine, abort.signal, planOfRun(base.current, JSON.parse(key)), catalog);
        if (abort.signal.aborted) return;
        asked.current.add(key);
        setKnown((map) => new Map(map).set(key, prediction));
      }
    };
    void run();
    return () => abort.abort();
  }, [engine, catalog, keys]);
  return known;
}

async function predict(
  engine: EngineClient,
  signal: AbortSignal,
  plan: PlanDocument,
  catalog: CatalogIndex,
): Promise<Prediction> {
  const compiled = compileScenario(plan, catalog);
  if (!compiled.ok) return { problem: compiled.problems[0]?.message ?? 'The run cannot be estimated.' };
  const probes = listProbes(compiled.scenario);
  const seconds: number[] = [];
  for (const { scenario } of probes) {
    const answer = await engine.estimate(signal, scenario);
    if (!answer.ok) return { problem: `The model did not answer (${answer.error.code}).` };
    seconds.push(answer.value.step.seconds);
  }
  return { predictedSeconds: seconds[0] ?? Number.NaN, sensitivities: readSensitivities(probes, seconds) };
}
