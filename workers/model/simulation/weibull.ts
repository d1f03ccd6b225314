/**
 * Weibull times between failures: scale · (−ln u)^(1/shape). Shape 1 is the exponential distribution, below 1 failures come in bursts
 * (0.7–0.8 in the logs of Los Alamos: Schroeder and Gibson, DSN 2006). The scale is chosen so that the mean is what the rate says:
 * mean ÷ Γ(1 + 1/shape).
 */
import { exponential } from '../reliability/exponential.ts';
import { logarithm } from '../reliability/logarithm.ts';
import { nextExponential } from './exponential-variate.ts';

const HALF_LN_2PI: f64 = 0.9189385332046727;
/** From here on Stirling's series has all digits. */
const LARGE: f64 = 10.0;

/** ln Γ(x) for x > 0: raised to ten or more by Γ(x + 1) = x Γ(x), then Stirling's series (Abramowitz and Stegun 6.1.41). */
export function logGamma(x: f64): f64 {
  let raised = x;
  let product: f64 = 1.0;
  while (raised < LARGE) {
    product *= raised;
    raised += 1.0;
  }
  const inverse = 1.0 / raised;
  const square = inverse * inverse;
  const series =
    inverse *
    (1.0 / 12.0 -
      square *
        (1.0 / 360.0 - square * (1.0 / 1260.0 - square * (1.0 / 1680.0 - square * (1.0 / 1188.0 - square / 394.0)))));
  return (raised - 0.5) * logarithm(raised) - raised + HALF_LN_2PI + series - logarithm(product);
}

/** The scale with which Weibull times have the mean `meanSeconds`. */
export function weibullScale(meanSeconds: f64, shape: f64): f64 {
  return meanSeconds * exponential(-logGamma(1.0 + 1.0 / shape));
}

/** A random time. */
export function nextWeibull(scaleSeconds: f64, shape: f64): f64 {
  const power = nextExponential();
  if (power <= 0.0) return 0.0;
  return scaleSeconds * exponential(logarithm(power) / shape);
}
