/**
 * Price of what counts: an accelerator-hour is useful by the share of its peak that the model gets (model FLOP utilization) and by
 * the share of time that is not lost (goodput). The price of hours that are paid for, ÷ both, once each; infinite where
 * nothing is useful.
 */
export function usdPerUsefulAcceleratorHour(usdPerPaidHour: f64, modelFlopsUtilization: f64, goodput: f64): f64 {
  const useful = modelFlopsUtilization * goodput;
  return useful > 0.0 ? usdPerPaidHour / useful : Infinity;
}
