/** Sensitivity laid over the drawing: what a step gains from a tenth more of each part. */
import type { Sensitivity, SensitivityRow } from '../sensitivity/sensitivity.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import type { DrawingOverlay, OverlayMark } from './drawing-overlay.ts';

const percent = (value: number): string => formatQuantity('ratio', value).text;
/** Shares of the step below this are nothing. */
const SMALLEST = 5e-5;

/** Builds the overlay; without results yet it says so. */
export function buildSensitivityOverlay(
  drawing: { readonly blocks: object },
  found: Sensitivity | null,
): DrawingOverlay {
  const byBlock = new Map<string, OverlayMark>();
  const byLink = new Map<string, OverlayMark>();
  const rows = found?.rows.filter(({ kind }) => kind === 'more') ?? [];
  const most = Math.max(0, ...rows.map((row) => row.savedSeconds ?? 0));
  for (const row of rows) {
    const share = (row.savedSeconds ?? 0) / (found?.stepSeconds ?? 1);
    for (const id of row.itemIds) {
      const marks = id in drawing.blocks ? byBlock : byLink;
      const known = marks.get(id);
      const words = describeSaving(row, found?.stepSeconds ?? 1);
      // Rows come with what saves most first: the first of a part gives its colour.
      if (known !== undefined) marks.set(id, { ...known, words: `${known.words}; ${words}` });
      else
        marks.set(id, {
          level: most === 0 ? 0 : Math.max(0, row.savedSeconds ?? 0) / most,
          short: share < SMALLEST ? 'no gain' : `saves ${percent(share)}`,
          words,
          isAlarm: most > 0 && row.savedSeconds === most,
        });
    }
  }
  return {
    id: 'sensitivity',
    title: 'Sensitivity',
    summary: found === null ? 'Being computed: one estimate for each part.' : summarize(found),
    legend: {
      measure: 'Share of a step that 10 % more of a part saves',
      ends: most === 0 || found === null ? null : ['0 %', percent(most / found.stepSeconds)],
      alarm: most === 0 ? null : 'Hatched or dashed: what saves most',
      places: [],
    },
    byBlock,
    byLink,
    places: null,
  };
}

/** One row in words: `10 % more bandwidth saves 0.11 s of a step (1.3 %)`. */
export function describeSaving({ change, savedSeconds }: SensitivityRow, stepSeconds: number): string {
  if (savedSeconds === null) return `${change}: the changed plan has no figures`;
  const share = Math.abs(savedSeconds) / stepSeconds;
  if (share < SMALLEST) return `${change} saves nothing`;
  const verb = savedSeconds > 0 ? 'saves' : 'costs';
  return `${change} ${verb} ${formatQuantity('duration', Math.abs(savedSeconds)).text} of a step (${percent(share)})`;
}

/** The part that matters most, and the remedy that saves most. */
export function summarize({ rows, stepSeconds }: Sensitivity): string {
  const best = (kind: SensitivityRow['kind']): SensitivityRow | undefined =>
    rows.find((row) => row.kind === kind && (row.savedSeconds ?? 0) / stepSeconds >= SMALLEST);
  const part = best('more');
  const remedy = best('remedy');
  if (part === undefined) return 'No part of the drawing makes a step shorter when there is a tenth more of it.';
  const first = `${part.part}: ${describeSaving(part, stepSeconds)}.`;
  return remedy === undefined
    ? `${first} No single cable or faster kind of link saves anything.`
    : `${first} Of what can be bought for the links, most comes from ${remedy.part}: ${describeSaving(remedy, stepSeconds)}.`;
}
