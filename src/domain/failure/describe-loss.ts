/** What a loss does, in a sentence. */
import { formatQuantity } from '../units/format-quantity.ts';
import type { Loss } from './loss.ts';

/** The verdict: stopped, slower by how much, or nothing. */
export function describeLoss(loss: Loss): string {
  const after = formatQuantity('duration', loss.recoverySeconds).text;
  if (loss.effect === 'stops') {
    return loss.hasReplacement
      ? `The job stops, and trains again after ${after}${loss.machinesLost > 0 ? ' on machines that stand ready' : ''}.`
      : `The job stops for ${after}: nothing stands ready to take the place of what is out.`;
  }
  if (loss.effect === 'nothing') return 'The job does not notice.';
  if (!loss.interrupts) return `The job goes on over a second path, ${describeSlower(loss)}.`;
  const rest =
    loss.slowSeconds > 0
      ? `over the ways that are left, ${describeSlower(loss)} until it is repaired`
      : 'at full speed, as another machine stands ready or the ways that are left are enough';
  return `The job ends, since accelerators lose their own network port, and restarts after ${after} ${rest}.`;
}

/** `3.2 % slower`. */
export function describeSlower({ speedFraction, stepSecondsWithout }: Loss): string {
  if (stepSecondsWithout === null) return 'more slowly by a step time that is not known yet';
  return `${formatQuantity('ratio', 1 / speedFraction - 1).text} slower`;
}

/** One word for tables. */
export function summarizeLoss(loss: Loss): string {
  if (loss.effect === 'stops') return 'stops';
  if (loss.effect === 'nothing') return 'nothing';
  const slower = loss.stepSecondsWithout === null ? 'slower' : describeSlower(loss);
  return loss.interrupts ? `restarts; ${slower}` : slower;
}
