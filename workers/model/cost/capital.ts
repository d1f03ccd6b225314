/** What is bought. */

/** US dollars of `count` equal things. */
export function purchaseUsd(count: f64, usdEach: f64): f64 {
  return count * usdEach;
}

/** Capital for each accelerator of the cluster. */
export function capitalPerAccelerator(capitalUsd: f64, accelerators: f64): f64 {
  return capitalUsd / accelerators;
}
