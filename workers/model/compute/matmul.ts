/**
 * Time of a matrix product m×n with inner depth k, `batch` of them at once, without launch.
 *
 * The product is cut into output tiles that the compute units work off in waves. Each tile costs a fixed depth besides k (prologue,
 * epilogue), a smaller tile re-reads more operands and so runs slower; the library picks the fastest tile. A last, partly filled wave
 * costs part of a whole one, since other work fills in. Sources: "Matrix Multiplication Background User's Guide" (NVIDIA, tile and wave
 * quantization); the shares of smaller tiles and of the last wave are set by hand and checked on measured products
 * (docs/model/constants.md).
 */

/** Share of an unfilled last wave that still costs time. */
const LAST_WAVE_COST: f64 = 0.5;
/** Speed of half-size and quarter-size tiles against full ones. */
const HALF_TILE_SPEED: f64 = 0.92;
const QUARTER_TILE_SPEED: f64 = 0.8;

function tiledSeconds(
  m: f64,
  n: f64,
  depth: f64,
  batch: f64,
  tileRows: f64,
  tileColumns: f64,
  units: f64,
  rate: f64,
): f64 {
  const waves: f64 = (Math.ceil(m / tileRows) * Math.ceil(n / tileColumns) * batch) / units;
  const charged: f64 = waves + LAST_WAVE_COST * (Math.ceil(waves) - waves);
  return (charged * units * tileRows * tileColumns * 2.0 * depth) / rate;
}

/**
 * Seconds of compute of a product.
 * @param rate sustained FLOP/s of the largest, best-shaped product
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
): f64 {
  const depth: f64 = k + depthHalf;
  const halfRows: f64 = tileRows * 0.5;
  const halfColumns: f64 = tileColumns * 0.5;
  const wide: f64 = tiledSeconds(m, n, depth, batch, tileRows, tileColumns, units, rate);
  const tall: f64 = tiledSeconds(m, n, depth, batch, tileColumns, tileRows, units, rate);
  const half: f64 = tiledSeconds(m, n, depth, batch, tileRows, halfColumns, units, rate * HALF_TILE_SPEED);
  const lowRows: f64 = tiledSeconds(m, n, depth, batch, halfRows, halfColumns, units, rate * QUARTER_TILE_SPEED);
  const lowColumns: f64 = tiledSeconds(m, n, depth, batch, halfColumns, halfRows, units, rate * QUARTER_TILE_SPEED);
  return Math.min(Math.min(Math.min(wide, tall), Math.min(half, lowRows)), lowColumns);
}

/** Bytes that a product moves at least: operands in, result out. */
export function productBytes(m: f64, n: f64, k: f64, batch: f64, operandBytes: f64, resultBytes: f64): f64 {
  return batch * (operandBytes * (m * k + k * n) + resultBytes * m * n);
}
