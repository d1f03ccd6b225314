/**
 * Time of a matrix product m×n with inner depth k, `batch` of them at once, without launch.
 *
 * The product is cut into output tiles that the compute units work off in waves. Each tile costs a fixed depth besides k (prologue,
 * epilogue), so shallow products run slower; narrower formats run through k faster, so the same epilogue weighs more there. The library
 * picks among tile shapes; what is charged for a last, partly filled wave says how badly it picks and how little the waves really march in
 * step. Source: "Matrix Multiplication Background User's Guide" (NVIDIA, tile and wave quantization). The constants of an accelerator and a
 * format are fitted on measured products by `npm run fit:kernels` (docs/model/constants.md).
 */

/**
 * Share of the shorter of compute and memory time that does not hide behind the longer. Fitted on training products of A100 and B200
 * (SimuMax): plain products hide their traffic; a weight gradient that adds to a buffer of 32 bits reads and writes it in the epilogue, where
 * nothing is left to multiply; grouped products run one after another, each too short to hide its weights.
 */
export const PLAIN_EXPOSED: f64 = 0;
export const ACCUMULATED_EXPOSED: f64 = 0.19;
export const GROUPED_EXPOSED: f64 = 0.62;

/** Waves of so many tiles, with what an unfilled last one wastes. */
function chargedWaves(tiles: f64, units: f64, lastWaveCost: f64): f64 {
  const waves: f64 = tiles / units;
  return waves + lastWaveCost * (Math.ceil(waves) - waves);
}

/**
 * Seconds of compute of a product: the fastest of five tile shapes. Smaller tiles run as fast as full ones: given a slower speed, they fit
 * the measured products worse.
 * @param rate FLOP/s of the largest, best-shaped product
 * @param depthHalf depth at which a product of full tiles reaches half of `rate`, elements
 * @param lastWaveCost share of an unfilled last wave that still costs time, 0–1
 */
export function productSeconds(
  m: f64,
  n: f64,
  k: f64,
  batch: f64,
  rate: f64,
  units: f64,
  tileRows: f64,
  tileColumns: f64,
  depthHalf: f64,
  lastWaveCost: f64,
): f64 {
  // Tiles along either side; twice as many, to the last bit, where a side of the tile is halved.
  const rows: f64 = m / tileRows;
  const columns: f64 = n / tileColumns;
  const turnedRows: f64 = m / tileColumns;
  const turnedColumns: f64 = n / tileRows;
  const alongRows: f64 = Math.ceil(rows);
  const alongColumns: f64 = Math.ceil(columns);
  const alongTurned: f64 = Math.ceil(turnedRows);
  const wide: f64 = chargedWaves(alongRows * alongColumns * batch, units, lastWaveCost);
  const half: f64 = chargedWaves(alongRows * Math.ceil(2.0 * columns) * batch, units, lastWaveCost);
  const lowRows: f64 = chargedWaves(Math.ceil(2.0 * rows) * alongColumns * batch, units, lastWaveCost);
  const tall: f64 = chargedWaves(alongTurned * Math.ceil(turnedColumns) * batch, units, lastWaveCost);
  const lowColumns: f64 = chargedWaves(alongTurned * Math.ceil(2.0 * turnedColumns) * batch, units, lastWaveCost);
  // In whole tiles: a wave of halved ones works on half as many outputs.
  const upright: f64 = Math.min(wide, 0.5 * Math.min(half, lowRows));
  const turned: f64 = Math.min(tall, 0.5 * lowColumns);
  const area: f64 = Math.min(upright * units * tileRows * tileColumns, turned * units * tileColumns * tileRows);
  return (area * 2.0 * (k + depthHalf)) / rate;
}

/** Seconds of a product whose compute and memory traffic overlap but for a share `exposed` of the shorter, 0–1. */
export function overlappedSeconds(compute: f64, memory: f64, exposed: f64): f64 {
  return Math.max(compute, memory) + exposed * Math.min(compute, memory);
}

/** Bytes that a product moves at least: operands in, result out. */
export function productBytes(m: f64, n: f64, k: f64, batch: f64, operandBytes: f64, resultBytes: f64): f64 {
  return batch * (operandBytes * (m * k + k * n) + resultBytes * m * n);
}
