/** Published runs as the fit sees them: a scenario whose stack and accelerator can be put together again from other tuned numbers. */
import * as abi from '../../../workers/model/abi.ts';
import { packScenario } from '../../../workers/runtime/pack-scenario.ts';
import type { CatalogIndex, Pace, ResolvedFactor, SoftwareStack } from '../../domain/catalog/catalog-types.ts';
import type { Measurement } from '../../domain/estimate/measurement/measurement-schema.ts';
import type { Scenario } from '../../domain/estimate/scenario.ts';
import { scenarioFromMeasurement } from '../../domain/estimate/scenario-from-measurement.ts';
import type { NodeModel } from '../validate/node-model.ts';

/** One published run with a step time. */
export interface FitRow {
  readonly row: Measurement;
  readonly scenario: Omit<Scenario, 'economy'>;
  readonly stack: SoftwareStack;
  /** The accelerator's shares of its ceilings that the scenario was made with. */
  readonly paces: Readonly<Record<Pace, ResolvedFactor>>;
  readonly measuredSeconds: number;
  /** How much the row counts: repeats of one configuration count as one together. */
  readonly weight: number;
}

/** Rows that tell how fast training is: a step time of quality A or B, and not a repeat of another row. */
export function readFitRows(rows: readonly Measurement[], index: CatalogIndex, model: NodeModel): readonly FitRow[] {
  const found: Omit<FitRow, 'weight'>[] = [];
  for (const row of rows) {
    if (row.duplicate || (row.quality !== 'A' && row.quality !== 'B')) continue;
    const read = readRow(row, index, model);
    if (read !== null) found.push(read);
  }
  const repeats = new Map<string, number>();
  for (const { row } of found) repeats.set(nameConfiguration(row), (repeats.get(nameConfiguration(row)) ?? 0) + 1);
  return found.map((entry) => ({ ...entry, weight: 1 / (repeats.get(nameConfiguration(entry.row)) ?? 1) }));
}

function readRow(row: Measurement, index: CatalogIndex, model: NodeModel): Omit<FitRow, 'weight'> | null {
  const reading = scenarioFromMeasurement(row, index);
  if (!reading.ok || reading.stepSeconds === null) return null;
  const stack = index.softwareStacks.get(reading.stackId) ?? index.softwareStacks.get('generic');
  const accelerator = index.accelerators.get(reading.acceleratorId);
  if (stack === undefined || accelerator === undefined) return null;
  let scenario: Omit<Scenario, 'economy'> | null = null;
  for (const candidate of reading.candidates) {
    packScenario(candidate.scenario, model.scenario);
    if (model.headline() !== abi.STATUS_OK) return null;
    scenario = candidate.scenario;
    if (model.result[abi.OUT_MEMORY_FITS] === 1) break;
  }
  if (scenario === null) return null;
  return { row, scenario, stack, paces: accelerator.execution, measuredSeconds: reading.stepSeconds };
}

/** What makes two runs repeats of each other: everything but the software's release and the figures. */
export function nameConfiguration(row: Measurement): string {
  const { model } = row;
  return JSON.stringify([
    row.accelerator,
    row.accelerators,
    [model.layers, model.hidden, model.ffn_hidden, model.seq_len, model.moe?.experts],
    [row.global_batch, row.micro_batch, row.tp, row.pp, row.vpp, row.cp, row.ep, row.fsdp, row.recompute],
    row.precision,
    row.source.title.replace(/v?\d+(\.\d+)+/g, ''),
  ]);
}
