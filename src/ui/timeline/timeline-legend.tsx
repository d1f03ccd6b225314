import { useEffect, useMemo, useRef } from 'react';
import { type StepTimeline, TIMELINE_KINDS } from '../../domain/estimate/step-timeline.ts';
import { TIMELINE_KIND_LABELS } from '../../domain/estimate/timeline-labels.ts';
import { CATEGORY_STYLES } from '../../domain/figure/figure-theme.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { boxTile } from '../../render/timeline/box-tiles.ts';
import { type KindColors, packColor, timelineColors } from '../../render/timeline/timeline-colors.ts';
import { useFigureTheme } from '../theme/use-figure-theme.ts';
import styles from './timeline.module.css';

const WIDTH = 18;
const HEIGHT = 12;

/** What colours, patterns and letters mean; only kinds that the step has. */
export function TimelineLegend({
  timeline,
  capacityBytes,
  hasMemory,
}: {
  readonly timeline: StepTimeline;
  readonly capacityBytes: number;
  readonly hasMemory: boolean;
}) {
  const theme = useFigureTheme();
  const colors = useMemo(() => timelineColors(theme), [theme]);
  const present = useMemo(() => new Set(timeline.boxes.kind), [timeline]);
  return (
    <ul className={styles.legend} aria-label="Legend">
      {TIMELINE_KINDS.map((kind, at) => {
        const { label, letter } = TIMELINE_KIND_LABELS[kind];
        const style = colors[at];
        return style === undefined || !present.has(at) ? null : (
          <li key={kind}>
            <Swatch colors={style} />
            {label}
            {letter === '' ? null : <span className={styles.letter}>{letter}</span>}
          </li>
        );
      })}
      {timeline.ranks === 1 ? null : (
        <li>
          <span className={styles.gapSwatch} />
          {CATEGORY_STYLES.bubble.label}
        </li>
      )}
      {hasMemory ? (
        <>
          <li>
            <span className={styles.memorySwatch} />
            Memory
          </li>
          <li>
            <span className={styles.capacitySwatch} />
            Capacity {formatQuantity('memory', capacityBytes).text}
          </li>
        </>
      ) : null}
    </ul>
  );
}

/** A piece of a box, drawn by the same tile as on the timeline. */
function Swatch({ colors }: { readonly colors: KindColors }) {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context) return;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    const image = new ImageData(Math.round(WIDTH * ratio), Math.round(HEIGHT * ratio));
    context.canvas.width = image.width;
    context.canvas.height = image.height;
    const pixels = new Uint32Array(image.data.buffer).fill(packColor(colors.fill));
    const tile = boxTile(colors, ratio);
    if (tile !== null) {
      for (let at = 0; at < pixels.length; at++) {
        const x = (at % image.width) % tile.side;
        const y = Math.floor(at / image.width) % tile.side;
        pixels[at] = tile.pixels[y * tile.side + x] ?? 0;
      }
    }
    context.putImageData(image, 0, 0);
  }, [colors]);
  return <canvas ref={ref} className={styles.swatch} style={{ width: WIDTH, height: HEIGHT }} aria-hidden />;
}
