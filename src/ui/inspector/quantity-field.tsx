import { RotateCcw } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import type { Dimension } from '../../domain/units/dimensions.ts';
import { classNames } from '../theme/class-names.ts';
import { Hint } from '../theme/hint.tsx';
import styles from './quantity-field.module.css';
import { readQuantity, writeExactQuantity, writeQuantity } from './quantity-text.ts';
import { SourceMark } from './source-mark.tsx';
import { LARGE_STEP, type StepRule, stepQuantity } from './step-quantity.ts';

const PIXELS_PER_STEP = 6;
const DRAG_THRESHOLD = 3;

/** A number with a unit that can be typed in any unit, stepped by arrows and scrubbed by dragging its label. */
export interface QuantityFieldProps {
  readonly label: string;
  /** Null = a plain number, with `unit` behind it. */
  readonly dimension: Dimension | null;
  /** In the dimension's base unit; null = nothing chosen. */
  readonly value: number | null;
  /** `gesture` is the same for all changes of one drag or one run of arrow presses. Says why the value is refused, or null. */
  readonly onChange: (value: number, gesture: string) => string | null;
  /** In the base unit. */
  readonly minimum: number;
  /** In the base unit. */
  readonly maximum: number;
  readonly steps?: StepRule['kind'];
  /** Unit to show in place of the best fitting one. */
  readonly unit?: string;
  /** What stands in the empty field: the value in force when nothing is chosen. */
  readonly placeholder?: string;
  /** Words after the number where the dimension has no unit of its own: `GPUs`, `tokens`. */
  readonly suffix?: string;
  /** Set when the value has a default: whether it is in force, where it is from, and the way back to it. */
  readonly standard?: {
    readonly isInForce: boolean;
    readonly source: string;
    readonly onReset: () => void;
    /** What the value means; shown with the source when the mark is pressed. */
    readonly meaning?: string;
  };
  readonly note?: ReactNode;
  readonly isWide?: boolean;
}

let gestureNumber = 0;

/** See {@link QuantityFieldProps}. */
export function QuantityField(props: QuantityFieldProps) {
  const { label, dimension, value, onChange, minimum, maximum, unit, standard } = props;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const gesture = useRef('');
  const drag = useRef<{ readonly x: number; readonly value: number; isMoving: boolean } | null>(null);
  const rule: StepRule = { minimum, maximum, kind: props.steps ?? (isWhole(dimension) ? 'integer' : 'relative') };
  const kind = { dimension, unit };
  const show = (amount: number): string => writeQuantity(kind, amount);
  const withSuffix = (text: string): string => (props.suffix === undefined ? text : `${text} ${props.suffix}`);
  const range = `${show(minimum)} to ${show(maximum)}`;

  const beginGesture = (): void => {
    gestureNumber += 1;
    gesture.current = `field-${gestureNumber}`;
  };
  const change = (next: number): void => {
    if (gesture.current === '') beginGesture();
    if (next === value) {
      setProblem(null);
      return;
    }
    setProblem(onChange(next, gesture.current));
  };
  const commit = (): void => {
    if (draft === null) return;
    const parsed = readQuantity(kind, draft);
    if (draft.trim() === '' && value === null) {
      setDraft(null);
      setProblem(null);
      return;
    }
    if (!parsed.ok) {
      setProblem(parsed.message);
      return;
    }
    const next = rule.kind === 'relative' ? parsed.value : Math.round(parsed.value);
    if (next < minimum || next > maximum) {
      setProblem(`${label} goes from ${range}.`);
      return;
    }
    beginGesture();
    setDraft(null);
    change(next);
  };
  const step = (count: number): void => {
    if (value === null) return;
    setDraft(null);
    change(stepQuantity(value, count, rule));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = event.key === 'ArrowUp' || event.key === 'PageUp' ? 1 : -1;
    const isLarge = event.shiftKey || event.key.startsWith('Page');
    if (['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'].includes(event.key)) {
      event.preventDefault();
      if (!event.repeat) beginGesture();
      step(direction * (isLarge ? LARGE_STEP : 1));
    } else if (event.key === 'Enter') {
      commit();
    } else if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
      setProblem(null);
    }
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (value === null || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, value, isMoving: false };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const start = drag.current;
    if (start === null) return;
    const distance = event.clientX - start.x;
    if (!start.isMoving) {
      if (Math.abs(distance) < DRAG_THRESHOLD) return;
      start.isMoving = true;
      beginGesture();
    }
    setDraft(null);
    change(stepQuantity(start.value, Math.trunc(distance / PIXELS_PER_STEP), rule));
  };
  const onPointerUp = (): void => {
    drag.current = null;
  };

  const text = draft ?? (value === null ? '' : withSuffix(show(value)));
  const described = [standard === undefined ? null : `${id}-standard`, problem === null ? null : `${id}-problem`];
  return (
    <div className={classNames(styles.field, props.isWide && styles.wide)}>
      <div className={styles.heading}>
        <label
          htmlFor={id}
          className={classNames(styles.label, value !== null && styles.scrub)}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={onPointerUp}
        >
          {label}
        </label>
        {standard === undefined ? null : <SourceMark label={label} {...standard} />}
      </div>
      <div className={styles.box}>
        <input
          id={id}
          role="spinbutton"
          className={classNames(styles.input, problem !== null && styles.wrong)}
          value={text}
          placeholder={props.placeholder}
          inputMode="text"
          autoComplete="off"
          spellCheck={false}
          title={`${value === null ? '' : `${writeExactQuantity(kind, value)} · `}${range}`}
          aria-valuenow={isPlainDecimal(value) ? value : undefined}
          aria-valuemin={Number.isFinite(minimum) ? minimum : undefined}
          aria-valuemax={Number.isFinite(maximum) ? maximum : undefined}
          aria-valuetext={value === null ? (props.placeholder ?? 'not set') : withSuffix(show(value))}
          aria-invalid={problem !== null}
          aria-describedby={described.filter((part) => part !== null).join(' ') || undefined}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        {standard === undefined || standard.isInForce ? null : (
          <Hint text={`Back to the default (${standard.source})`}>
            <Button
              className={classNames(styles.reset)}
              aria-label={`Reset ${label} to its default`}
              onPress={() => {
                setDraft(null);
                setProblem(null);
                standard.onReset();
              }}
            >
              <RotateCcw size={13} aria-hidden />
            </Button>
          </Hint>
        )}
      </div>
      {standard === undefined ? null : (
        <span id={`${id}-standard`} className={styles.hidden}>
          {standard.isInForce ? `Default value. Source: ${standard.source}` : 'Set in this plan.'}
        </span>
      )}
      {problem === null ? null : (
        <div id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </div>
      )}
      {props.note === undefined || props.note === null ? null : <div className={styles.note}>{props.note}</div>}
    </div>
  );
}

function isWhole(dimension: Dimension | null): boolean {
  return dimension === 'count' || dimension === 'tokens';
}

/** Whether a number is written without an exponent, which assistive technology does not read. */
function isPlainDecimal(value: number | null): value is number {
  return value !== null && !String(value).includes('e');
}
