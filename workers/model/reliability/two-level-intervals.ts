/**
 * The best interval between copies to peers, and after how many of them to store one: the pair that keeps most of the time
 * (`two-level-goodput.ts`). In first order these are √(2wM/q) and √(2w₂M/(1 − q)), one for each level; the exact share has one maximum,
 * which golden-section searches over the logarithms find without derivatives, from any start and for any bounds.
 */
import { exponential } from './exponential.ts';
import { logarithm } from './logarithm.ts';
import { twoLevelKeptShare, twoLevelWorkShare } from './two-level-goodput.ts';

const GOLDEN: f64 = 0.6180339887498949;
/** Each round takes 38 % off: the interval comes to 1e-8 of itself. The maximum is flat, so the goodput is exact before that. */
const INTERVAL_ROUNDS: i32 = 44;
const COUNT_ROUNDS: i32 = 32;
/** So many copies to each stored one are as good as no stored one at all. */
const MOST_COPIES: f64 = 1e9;

// What is searched for.
const INTERVAL_OF_COUNT: i32 = 0;
const COUNT_OF_INTERVAL: i32 = 1;
const COUNT_WITH_BEST_INTERVAL: i32 = 2;

let blocking: f64 = 0.0;
let storageBlocking: f64 = 0.0;
let chanceStorage: f64 = 0.0;
let mean: f64 = Infinity;
let shortest: f64 = 0.0;
let longest: f64 = 0.0;
let lag: f64 = 0.0;

/** What both searches take as given: w, w₂, ε, M, the shortest and the longest interval, and how long a stored checkpoint is not yet safe. */
export function setLevels(
  blockingSeconds: f64,
  storageBlockingSeconds: f64,
  chanceOfStorage: f64,
  meanSecondsBetween: f64,
  shortestSeconds: f64,
  longestSeconds: f64,
  lagSeconds: f64,
): void {
  blocking = blockingSeconds;
  storageBlocking = storageBlockingSeconds;
  chanceStorage = chanceOfStorage;
  mean = meanSecondsBetween;
  shortest = shortestSeconds;
  longest = longestSeconds;
  lag = lagSeconds;
}

/** Shortest interval when every `every`-th copy is stored: one is safe before the next one is stored. */
export function shortestPeerInterval(every: f64): f64 {
  const safe = lag / every;
  const least = safe > shortest ? safe : shortest;
  return least < longest ? least : longest;
}

/** Best work between copies to peers when every `every`-th is stored, seconds. */
export function bestPeerInterval(every: f64): f64 {
  const pattern = longest / every;
  const low = shortestPeerInterval(every);
  const high = pattern > low ? pattern : low;
  if (!(low < high)) return low;
  if (mean === Infinity) return high;
  // A search over logarithms needs a bound above 0.
  const found = search(INTERVAL_OF_COUNT, every, low > high * 1e-9 ? low : high * 1e-9, high, INTERVAL_ROUNDS);
  // A maximum at a bound is that bound; the search only comes near.
  const atFound = usefulShare(found, every);
  if (usefulShare(high, every) >= atFound) return high;
  return low > 0.0 && usefulShare(low, every) >= atFound ? low : found;
}

/** Best number of copies to peers for each stored one, at least 1: with the interval `chosen`, or below 0 with the best one for it. */
export function bestStorageEvery(chosen: f64): f64 {
  const base = chosen < 0.0 ? shortest : chosen;
  const fewest = chosen > 0.0 && lag > chosen ? Math.ceil(lag / chosen) : 1.0;
  const most = base * MOST_COPIES > longest ? Math.floor(longest / base) : MOST_COPIES;
  if (!(most > fewest) || mean === Infinity) return fewest;
  const wanted = chosen < 0.0 ? COUNT_WITH_BEST_INTERVAL : COUNT_OF_INTERVAL;
  // The count is whole: the better one of the two beside the maximum.
  const below = Math.floor(search(wanted, chosen, fewest, most, COUNT_ROUNDS));
  const lower = below > fewest ? below : fewest;
  const upper = lower + 1.0 <= most ? lower + 1.0 : lower;
  return usefulAt(wanted, chosen, upper) > usefulAt(wanted, chosen, lower) ? upper : lower;
}

/** Where the useful share is largest between `low` and `high`, which are above 0. */
function search(wanted: i32, given: f64, low: f64, high: f64, rounds: i32): f64 {
  let from = logarithm(low);
  let to = logarithm(high);
  let left = to - GOLDEN * (to - from);
  let right = from + GOLDEN * (to - from);
  let atLeft = usefulAt(wanted, given, exponential(left));
  let atRight = usefulAt(wanted, given, exponential(right));
  for (let round: i32 = 0; round < rounds; round++) {
    // Where nothing gets done on either side, less is nearer to something.
    if (atLeft >= atRight) {
      to = right;
      right = left;
      atRight = atLeft;
      left = to - GOLDEN * (to - from);
      atLeft = usefulAt(wanted, given, exponential(left));
    } else {
      from = left;
      left = right;
      atLeft = atRight;
      right = from + GOLDEN * (to - from);
      atRight = usefulAt(wanted, given, exponential(right));
    }
  }
  return exponential(0.5 * (from + to));
}

/** Useful share of the attempts at `x`, which is what is `wanted`. */
function usefulAt(wanted: i32, given: f64, x: f64): f64 {
  if (wanted === INTERVAL_OF_COUNT) return usefulShare(x, given);
  if (wanted === COUNT_OF_INTERVAL) return usefulShare(given, x);
  return usefulShare(bestPeerInterval(x), x);
}

function usefulShare(interval: f64, every: f64): f64 {
  return (
    twoLevelKeptShare(interval + blocking, storageBlocking, every, chanceStorage, mean) *
    twoLevelWorkShare(interval, blocking, storageBlocking, every)
  );
}
