/** Published runs predicted twice: from nested tiers, and from a drawing of the cluster with the strategy routed over it. */
import { summarizeErrors } from '../../domain/accuracy/error-summary.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { Measurement } from '../../domain/estimate/measurement/measurement-schema.ts';
import { scenarioFromMeasurement } from '../../domain/estimate/scenario-from-measurement.ts';
import { drawMeasurement } from './draw-measurement.ts';
import { drawScenario } from './drawn-network.ts';
import { NAMED_SETS, SCALING_SETS } from './named-sets.ts';
import type { NodeModel } from './node-model.ts';
import { fixed, percent, signedPercent, textTable } from './text-table.ts';
import { type ValidatedRow, validateRow } from './validate-row.ts';

/** One row, predicted twice. */
export interface DrawnRow {
  readonly fromTiers: ValidatedRow;
  /** Null where it cannot be drawn. */
  readonly fromDrawing: ValidatedRow | null;
  /** Why it cannot be drawn, or why the drawing's levels stand in for its routes; null where all went well. */
  readonly reason: string | null;
  /** Whether more than one system is drawn. */
  readonly hasNetwork: boolean;
}

/** Predicts a row over a drawing of its cluster. */
export function compareDrawn(
  row: Measurement,
  fromTiers: ValidatedRow,
  index: CatalogIndex,
  model: NodeModel,
): DrawnRow {
  const missing = (reason: string | null): DrawnRow => ({ fromTiers, fromDrawing: null, reason, hasNetwork: false });
  const reading = scenarioFromMeasurement(row, index);
  if (!reading.ok) return missing(reading.reason);
  const accelerator = index.accelerators.get(reading.acceleratorId);
  if (accelerator === undefined) return missing('the accelerator is not known');
  const drawn = drawMeasurement(row, accelerator, index);
  if (!drawn.ok) return missing(drawn.reason);
  let problem: string | null = null;
  let unrouted: string | null = null;
  const fromDrawing = validateRow(row, index, model, (scenario) => {
    const over = drawScenario(scenario, drawn.drawing, drawn.ranksTogether, index);
    if (!over.ok) {
      problem = over.reason;
      return scenario;
    }
    unrouted = over.unrouted;
    return over.scenario;
  });
  if (problem !== null) return missing(problem);
  return { fromTiers, fromDrawing, reason: unrouted, hasNetwork: Object.keys(drawn.drawing.links).length > 0 };
}

/** Errors of the same rows both ways. Shares, not per cent. */
export interface DrawnSummary {
  readonly rows: number;
  readonly medianTiers: number | null;
  readonly medianDrawing: number | null;
  readonly medianAbsoluteTiers: number | null;
  readonly medianAbsoluteDrawing: number | null;
  readonly meanAbsoluteTiers: number | null;
  readonly meanAbsoluteDrawing: number | null;
}

/** Sums up what is drawn and has a measured step time; repeats of a record are left out. */
export function summarizeDrawn(rows: readonly DrawnRow[]): DrawnSummary {
  const pairs = rows.flatMap(({ fromTiers, fromDrawing }) =>
    fromTiers.duplicate || fromTiers.error === null || fromDrawing?.error == null
      ? []
      : [[fromTiers.error, fromDrawing.error] as const],
  );
  const tiers = summarizeErrors(pairs.map(([error]) => error));
  const drawing = summarizeErrors(pairs.map(([, error]) => error));
  return {
    rows: pairs.length,
    medianTiers: tiers.medianSigned,
    medianDrawing: drawing.medianSigned,
    medianAbsoluteTiers: tiers.medianAbsolute,
    medianAbsoluteDrawing: drawing.medianAbsolute,
    meanAbsoluteTiers: tiers.meanAbsolute,
    meanAbsoluteDrawing: drawing.meanAbsolute,
  };
}

/** The comparison as text: rows, what could not be drawn, and sets. */
export function printDrawn(rows: readonly DrawnRow[]): string {
  const drawn = rows.filter(({ fromDrawing }) => fromDrawing !== null);
  const lines = textTable(
    ['row', 'accelerators', 'from tiers s', 'drawn s', 'error from tiers', 'error drawn', 'by levels alone since'],
    drawn.map(({ fromTiers, fromDrawing, reason }) => [
      fromTiers.id,
      String(fromTiers.accelerators),
      fixed(fromTiers.predicted?.stepTimeSeconds ?? null, 3),
      fixed(fromDrawing?.predicted?.stepTimeSeconds ?? null, 3),
      signedPercent(fromTiers.error),
      signedPercent(fromDrawing?.error ?? null),
      reason ?? '',
    ]),
  );
  const missing = rows.filter(({ fromDrawing }) => fromDrawing === null);
  if (missing.length > 0) {
    lines.push('', `Not drawn (${missing.length}):`);
    for (const { fromTiers, reason } of missing) lines.push(`  ${fromTiers.id}: ${reason}`);
  }
  const sets: (readonly [string, readonly DrawnRow[]])[] = [
    ...[...SCALING_SETS, ...NAMED_SETS.filter((set) => set.of === 'step-time')].map(
      ({ name, has }) => [name, rows.filter(({ fromTiers }) => has(fromTiers))] as const,
    ),
    ['several systems', rows.filter(({ hasNetwork }) => hasNetwork)],
    ['all', rows],
  ];
  lines.push(
    '',
    ...textTable(
      ['set', 'drawn', 'median, tiers', 'drawn', 'median abs, tiers', 'drawn', 'mean abs, tiers', 'drawn'],
      sets.map(([name, members]) => {
        const summary = summarizeDrawn(members);
        return [
          name,
          `${summary.rows} of ${members.length}`,
          signedPercent(summary.medianTiers),
          signedPercent(summary.medianDrawing),
          percent(summary.medianAbsoluteTiers),
          percent(summary.medianAbsoluteDrawing),
          percent(summary.meanAbsoluteTiers),
          percent(summary.meanAbsoluteDrawing),
        ];
      }),
    ),
  );
  return `${lines.join('\n')}\n`;
}
