import { type KeyboardEvent, memo, useId, useMemo, useRef, useState } from 'react';
import type { AccuracyRow } from '../../domain/accuracy/accuracy-file.ts';
import type { Sight } from '../../domain/accuracy/summarize-accuracy.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import styles from './accuracy-scatter.module.css';
import { signedPercentOf } from './accuracy-words.ts';
import { type LogAxis, logAxis, MARK_STYLES, predictedOf, styleOf } from './scatter-scale.ts';

const SIZE = 480;
const MARGIN = { left: 56, right: 30, top: 12, bottom: 44 };
/** Lines beside the diagonal: predictions that are so much too long or too short. */
const GUIDE = 1.2;
const PAGE_STEP = 20;

/** Predicted against measured step times, both logarithmic. Pointer, focus and arrow keys choose a run. */
export function AccuracyScatter({
  rows,
  sight,
  chosenId,
  onChoose,
}: {
  readonly rows: readonly AccuracyRow[];
  readonly sight: Sight;
  readonly chosenId: string | null;
  readonly onChoose: (id: string | null) => void;
}) {
  const prefix = useId();
  const sorted = useMemo(() => [...rows].sort((a, b) => a.measuredSeconds - b.measuredSeconds), [rows]);
  const axis = useMemo(
    () => logAxis(rows.flatMap((row) => [row.measuredSeconds, predictedOf(row, sight)])),
    [rows, sight],
  );
  const [hasFocus, setHasFocus] = useState(false);
  const svg = useRef<SVGSVGElement>(null);
  const at = sorted.findIndex(({ id }) => id === chosenId);
  const chosen = sorted[at];

  function onKeyDown(event: KeyboardEvent): void {
    const last = sorted.length - 1;
    const next: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      PageUp: at + PAGE_STEP,
      PageDown: at - PAGE_STEP,
      Home: 0,
      End: last,
    };
    const place = next[event.key];
    if (place === undefined) return;
    event.preventDefault();
    onChoose(sorted[Math.min(Math.max(place, 0), last)]?.id ?? null);
  }

  function chooseNearest(clientX: number, clientY: number): void {
    const box = svg.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return;
    const x = ((clientX - box.left) / box.width) * SIZE;
    const y = ((clientY - box.top) / box.height) * SIZE;
    let nearest: AccuracyRow | null = null;
    let least = 18 ** 2;
    for (const row of sorted) {
      const distance = (placeX(axis, row.measuredSeconds) - x) ** 2 + (placeY(axis, predictedOf(row, sight)) - y) ** 2;
      if (distance < least) [nearest, least] = [row, distance];
    }
    if (nearest !== null) onChoose(nearest.id);
  }

  return (
    <figure className={styles.figure}>
      <svg
        ref={svg}
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        className={styles.plot}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the marks are options, and only SVG draws them.
        role="listbox"
        tabIndex={0}
        aria-label={`Predicted against measured step time of ${rows.length} published runs; arrow keys go from run to run by measured time`}
        aria-activedescendant={chosen === undefined ? undefined : `${prefix}-${chosen.id}`}
        onKeyDown={onKeyDown}
        onFocus={() => {
          setHasFocus(true);
          if (chosen === undefined) onChoose(sorted[0]?.id ?? null);
        }}
        onBlur={() => setHasFocus(false)}
        onPointerMove={(event) => chooseNearest(event.clientX, event.clientY)}
        onPointerDown={(event) => chooseNearest(event.clientX, event.clientY)}
      >
        <Axes axis={axis} />
        <Marks rows={sorted} sight={sight} axis={axis} prefix={prefix} chosenId={chosenId} />
        {chosen === undefined ? null : (
          <circle
            cx={placeX(axis, chosen.measuredSeconds)}
            cy={placeY(axis, predictedOf(chosen, sight))}
            r={hasFocus ? 8 : 7}
            className={styles.chosen}
            aria-hidden
          />
        )}
      </svg>
      <figcaption>
        <ul className={styles.legend} aria-label="Marks">
          {MARK_STYLES.map((style) => (
            <li key={style.label}>
              <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden>
                <path d={style.shape} style={{ fill: `var(${style.color})` }} />
              </svg>
              {style.label}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

function placeX(axis: LogAxis, value: number): number {
  return MARGIN.left + axis.at(value) * (SIZE - MARGIN.left - MARGIN.right);
}

function placeY(axis: LogAxis, value: number): number {
  return SIZE - MARGIN.bottom - axis.at(value) * (SIZE - MARGIN.top - MARGIN.bottom);
}

const Marks = memo(function Marks({
  rows,
  sight,
  axis,
  prefix,
  chosenId,
}: {
  readonly rows: readonly AccuracyRow[];
  readonly sight: Sight;
  readonly axis: LogAxis;
  readonly prefix: string;
  readonly chosenId: string | null;
}) {
  return rows.map((row) => {
    const style = styleOf(row.features.generation);
    const predicted = predictedOf(row, sight);
    return (
      <path
        key={row.id}
        id={`${prefix}-${row.id}`}
        role="option"
        aria-selected={row.id === chosenId}
        aria-label={`${row.id}: ${row.model} on ${row.features.accelerators} ${row.acceleratorName}, measured ${formatQuantity('duration', row.measuredSeconds).text}, predicted ${formatQuantity('duration', predicted).text}, ${signedPercentOf(predicted / row.measuredSeconds - 1)}`}
        d={style.shape}
        transform={`translate(${placeX(axis, row.measuredSeconds).toFixed(1)} ${placeY(axis, predicted).toFixed(1)})`}
        style={{ fill: `var(${style.color})` }}
        className={styles.mark}
      />
    );
  });
});

const Axes = memo(function Axes({ axis }: { readonly axis: LogAxis }) {
  const [low, high] = [10 ** axis.low, 10 ** axis.high];
  const line = (factor: number, className: string | undefined) => (
    <line
      x1={placeX(axis, factor >= 1 ? low : low / factor)}
      y1={placeY(axis, factor >= 1 ? low * factor : low)}
      x2={placeX(axis, factor >= 1 ? high / factor : high)}
      y2={placeY(axis, factor >= 1 ? high : high * factor)}
      className={className}
    />
  );
  return (
    <g aria-hidden>
      {axis.ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={placeX(axis, tick)}
            x2={placeX(axis, tick)}
            y1={placeY(axis, low)}
            y2={placeY(axis, high)}
            className={styles.grid}
          />
          <line
            x1={placeX(axis, low)}
            x2={placeX(axis, high)}
            y1={placeY(axis, tick)}
            y2={placeY(axis, tick)}
            className={styles.grid}
          />
          <text x={placeX(axis, tick)} y={SIZE - MARGIN.bottom + 16} textAnchor="middle" className={styles.tick}>
            {writeTick(tick)}
          </text>
          <text x={MARGIN.left - 6} y={placeY(axis, tick) + 4} textAnchor="end" className={styles.tick}>
            {writeTick(tick)}
          </text>
        </g>
      ))}
      {line(1, styles.diagonal)}
      {line(GUIDE, styles.guide)}
      {line(1 / GUIDE, styles.guide)}
      <text x={SIZE - MARGIN.right} y={SIZE - 8} textAnchor="end" className={styles.name}>
        measured step time
      </text>
      <text x={MARGIN.left + 6} y={MARGIN.top + 12} className={styles.name}>
        predicted; dashed: 20 % too long or too short
      </text>
    </g>
  );
});

function writeTick(seconds: number): string {
  return seconds >= 1 ? `${seconds} s` : `${Math.round(seconds * 1000)} ms`;
}
