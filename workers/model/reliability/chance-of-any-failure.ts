import { exponentialMinusOne } from './exponential.ts';
import { logarithmOfOnePlus } from './logarithm.ts';

/**
 * Chance that at least one of `components` fails when each fails with chance `probability`, independently: 1 − (1 − p)^n.
 * A slice without spare parts survives only when all of it does (Zu et al., NSDI 2024).
 */
export function chanceOfAnyFailure(probability: f64, components: f64): f64 {
  if (probability >= 1.0) return components > 0.0 ? 1.0 : 0.0;
  return -exponentialMinusOne(components * logarithmOfOnePlus(-probability));
}
