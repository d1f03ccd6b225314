/** Share of the steps that counted, as runs report it (committed steps of all that were tried). */
export function observedGoodput(committedSteps: f64, triedSteps: f64): f64 {
  return committedSteps / triedSteps;
}
