/** How arrows and scrubbing change a quantity. */
export interface StepRule {
  readonly minimum: number;
  readonly maximum: number;
  /** `integer` steps by one, `powers` doubles and halves, `relative` steps by one in the second significant figure. */
  readonly kind: 'integer' | 'powers' | 'relative';
}

/** Steps that one press of Page Up or of Shift with an arrow makes. */
export const LARGE_STEP = 10;

/** The value `steps` steps further (or back, when negative), within its range. */
export function stepQuantity(value: number, steps: number, rule: StepRule): number {
  let next = value;
  if (rule.kind === 'integer') next = Math.round(value + steps);
  else if (rule.kind === 'powers') next = stepPowers(value, steps);
  else next = stepRelative(value, steps, rule);
  return Math.min(rule.maximum, Math.max(rule.minimum, next));
}

function stepPowers(value: number, steps: number): number {
  const exponent = Math.log2(Math.max(1, value));
  const start = steps > 0 ? Math.floor(exponent + 1e-9) : Math.ceil(exponent - 1e-9);
  // Ten doublings at once would leave every sensible range, so large steps count less here.
  const count = Math.abs(steps) >= LARGE_STEP ? 2 * Math.sign(steps) : steps;
  return 2 ** Math.max(0, start + count);
}

function stepRelative(value: number, steps: number, rule: StepRule): number {
  const size = Math.abs(value);
  const span = Number.isFinite(rule.maximum - rule.minimum) ? (rule.maximum - rule.minimum) / 100 : 1;
  const unit = size > 0 ? 10 ** (Math.floor(Math.log10(size) + 1e-9) - 1) : 10 ** Math.floor(Math.log10(span));
  // Cuts the noise that decimal fractions leave: 0.1 + 0.2.
  return Number((Math.round(value / unit + steps) * unit).toPrecision(12));
}
