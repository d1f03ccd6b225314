/** What failures cost of money that is paid for all hours: the share 1 − goodput. Paid hours already hold the loss, hence not 1/goodput − 1. */
export function lostUsd(paidUsd: f64, goodput: f64): f64 {
  return paidUsd * (1.0 - goodput);
}
