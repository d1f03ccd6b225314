/** Storage in words. */
import type { StorageRate } from './storage-estimate.ts';

/** What holds a rate where it is, by its key. */
export const LIMIT_WORDS: Readonly<Record<StorageRate['limitedBy'][number], string>> = {
  stores: 'the storage itself',
  cables: 'the cables of the storage',
  network: 'the network between',
  hosts: 'the network ports of the hosts',
  chosen: 'the bandwidth that the plan says',
  reference: 'a reference architecture, as no storage is drawn',
};

/** What holds a rate where it is, as a part of a sentence. */
export function nameLimit({ limitedBy }: Pick<StorageRate, 'limitedBy'>): string {
  return limitedBy.length === 0
    ? 'several parts of the way together'
    : limitedBy.map((part) => LIMIT_WORDS[part]).join(' and ');
}
