/**
 * A picture as data: what charts and the drawing's renderer produce, and what the page (SVG), the picture export and the PDF draw.
 * Coordinates in CSS pixels from the top-left corner; colours are resolved CSS hex values.
 */
export type FigureMark =
  | {
      readonly type: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly radius?: number;
      readonly fill?: string;
      readonly stroke?: string;
      readonly strokeWidth?: number;
      readonly dash?: readonly number[];
      /** Second sign beside colour. */
      readonly pattern?: FigurePattern;
      /** Text shown on hover and read aloud. */
      readonly title?: string;
    }
  | {
      readonly type: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly stroke: string;
      readonly strokeWidth: number;
      readonly dash?: readonly number[];
    }
  | {
      readonly type: 'path';
      /** SVG path data with absolute commands. */
      readonly d: string;
      readonly fill?: string;
      readonly stroke?: string;
      readonly strokeWidth?: number;
      readonly dash?: readonly number[];
      readonly title?: string;
    }
  | {
      readonly type: 'circle';
      readonly cx: number;
      readonly cy: number;
      readonly r: number;
      readonly fill?: string;
      readonly stroke?: string;
      readonly strokeWidth?: number;
      readonly title?: string;
    }
  | {
      readonly type: 'text';
      readonly x: number;
      /** Baseline. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly weight: 400 | 500 | 600;
      readonly fill: string;
      readonly anchor: 'start' | 'middle' | 'end';
    };

/** Fill patterns that tell categories apart without colour. */
export type FigurePattern = 'solid' | 'hatch' | 'cross-hatch' | 'dots' | 'horizontal' | 'vertical';

/** A finished picture with its text alternative. */
export interface VectorFigure {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** Text alternative: what the picture says, with figures. */
  readonly description: string;
  readonly marks: readonly FigureMark[];
}
