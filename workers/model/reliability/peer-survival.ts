/**
 * Chance that the copies in the memory of peers survive an interruption that takes `machinesLost` of `machines` machines, when each part
 * is held by `copies` machines (its own among them): 1 − the chance that some group of copies is lost whole (`peer-loss.ts`).
 * An interruption that takes no machine leaves all memories as they are.
 */
import { peerLossProbability } from './peer-loss.ts';

export function peerSurvival(machines: f64, copies: f64, machinesLost: f64): f64 {
  if (machinesLost <= 0.0) return 1.0;
  if (machinesLost >= machines) return 0.0;
  return 1.0 - peerLossProbability(machines, copies < machines ? copies : machines, machinesLost);
}
