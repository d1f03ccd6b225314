import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { ChartSize } from '../charts/chart-size.ts';
import { collectPatterns, PATTERN_OPACITY, patternKey } from '../charts/figure-patterns.ts';
import type { FigureTheme } from '../domain/figure/figure-theme.ts';
import type { FigureMark, VectorFigure } from '../domain/figure/vector-figure.ts';
import styles from './figure-view.module.css';
import { classNames } from './theme/class-names.ts';
import { useFigureTheme } from './theme/use-figure-theme.ts';

/** Draws a figure as SVG: a picture with a text alternative for the screen reader, titles on hover for everybody. */
export function FigureView({ figure }: { readonly figure: VectorFigure }) {
  const theme = useFigureTheme();
  const prefix = useId();
  const descriptionId = `${prefix}-description`;
  return (
    <svg
      role="img"
      aria-label={figure.title}
      aria-describedby={descriptionId}
      width={figure.width}
      height={figure.height}
      viewBox={`0 0 ${figure.width} ${figure.height}`}
      className={styles.figure}
    >
      <desc id={descriptionId}>{figure.description}</desc>
      <defs>
        {collectPatterns(figure.marks).map((tile) => (
          <pattern
            key={tile.key}
            id={`${prefix}-${tile.key}`}
            width={tile.size}
            height={tile.size}
            patternUnits="userSpaceOnUse"
          >
            <rect width={tile.size} height={tile.size} fill={tile.color} />
            <path
              d={tile.path}
              fill={tile.isFilled ? theme.background : 'none'}
              stroke={tile.isFilled ? 'none' : theme.background}
              strokeWidth={1.2}
              opacity={PATTERN_OPACITY}
            />
          </pattern>
        ))}
      </defs>
      {figure.marks.map((mark, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks have no identity of their own; a figure is drawn anew as a whole.
        <Mark key={index} mark={mark} prefix={prefix} />
      ))}
    </svg>
  );
}

/** Draws a chart as wide, and where it fills its place as high, as the room it is given, and draws it anew when that changes. */
export function ChartView({
  draw,
  height,
  fills = false,
}: {
  readonly draw: (theme: FigureTheme, size: ChartSize) => VectorFigure;
  /** Height to aim at, CSS pixels. */
  readonly height: number;
  /** Takes the height of its place where that is less than `height`. The place must have a height of its own. */
  readonly fills?: boolean;
}) {
  const theme = useFigureTheme();
  const ref = useRef<HTMLDivElement>(null);
  const [{ width, room }, setSize] = useState({ width: 0, room: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = (): void => {
      const next = { width: element.clientWidth, room: element.clientHeight };
      setSize((size) => (size.width === next.width && size.room === next.room ? size : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={ref} className={classNames(styles.frame, fills && styles.fills)}>
      {width > 0 ? (
        <FigureView figure={draw(theme, { width, height: fills ? Math.min(room, height) : height })} />
      ) : null}
    </div>
  );
}

function Mark({ mark, prefix }: { readonly mark: FigureMark; readonly prefix: string }) {
  switch (mark.type) {
    case 'rect': {
      const key = patternKey(mark);
      return (
        <rect
          x={mark.x}
          y={mark.y}
          width={mark.width}
          height={mark.height}
          rx={mark.radius}
          fill={key === null ? (mark.fill ?? 'none') : `url(#${prefix}-${key})`}
          stroke={mark.stroke}
          strokeWidth={mark.strokeWidth}
          strokeDasharray={mark.dash?.join(' ')}
        >
          {mark.title === undefined ? null : <title>{mark.title}</title>}
        </rect>
      );
    }
    case 'line':
      return (
        <line
          x1={mark.x1}
          y1={mark.y1}
          x2={mark.x2}
          y2={mark.y2}
          stroke={mark.stroke}
          strokeWidth={mark.strokeWidth}
          strokeDasharray={mark.dash?.join(' ')}
        />
      );
    case 'path':
      return (
        <path
          d={mark.d}
          fill={mark.fill ?? 'none'}
          stroke={mark.stroke}
          strokeWidth={mark.strokeWidth}
          strokeDasharray={mark.dash?.join(' ')}
        >
          {mark.title === undefined ? null : <title>{mark.title}</title>}
        </path>
      );
    case 'circle':
      return (
        <circle
          cx={mark.cx}
          cy={mark.cy}
          r={mark.r}
          fill={mark.fill ?? 'none'}
          stroke={mark.stroke}
          strokeWidth={mark.strokeWidth}
        >
          {mark.title === undefined ? null : <title>{mark.title}</title>}
        </circle>
      );
    case 'text':
      return (
        <text
          x={mark.x}
          y={mark.y}
          fontSize={mark.size}
          fontWeight={mark.weight}
          fill={mark.fill}
          textAnchor={mark.anchor}
        >
          {mark.text}
        </text>
      );
  }
}
