import type { AssumptionContext } from './assumption-types.ts';

/** Hosts of the job; accelerators without a drawn host count as eight to a host. */
export function countHosts({ bill, usedShare, acceleratorsUsed }: AssumptionContext): number {
  return bill.hosts > 0 ? bill.hosts * usedShare : acceleratorsUsed / 8;
}
