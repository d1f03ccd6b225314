/** Switches of the catalogue that can take the place of one that is too small or too slow. */
import type { CatalogIndex, Switch } from '../../catalog/catalog-types.ts';

/** A switch whose number of ports is known. */
export type KnownSwitch = Switch & { readonly radix: number };

/** What a switch must have. */
export interface SwitchNeeds {
  /** Of all ports together, one direction. */
  readonly bandwidthBytesPerSecond: number;
  /** Of one port, one direction. */
  readonly portBytesPerSecond: number;
}

/** Switches of the same family that do, the least capable first. */
export function findSwitches(index: CatalogIndex, catalogId: string, needs: SwitchNeeds): KnownSwitch[] {
  const present = index.switches.get(catalogId);
  if (present === undefined) return [];
  return index.catalog.switches
    .filter((record): record is KnownSwitch => record.radix !== null)
    .filter(
      (record) =>
        record.id !== catalogId &&
        familyOf(record) === familyOf(present) &&
        record.portBandwidthBytesPerSecond >= needs.portBytesPerSecond * (1 - 1e-9) &&
        record.radix * record.portBandwidthBytesPerSecond >= needs.bandwidthBytesPerSecond * (1 - 1e-9),
    )
    .sort(
      (a, b) =>
        a.radix * a.portBandwidthBytesPerSecond - b.radix * b.portBandwidthBytesPerSecond || (a.id < b.id ? -1 : 1),
    );
}

/** What a switch speaks, by the product lines of the catalogue. */
export function familyOf({ name }: Pick<Switch, 'name'>): 'infiniband' | 'nvlink' | 'slingshot' | 'ethernet' {
  if (/quantum|switch-ib/i.test(name)) return 'infiniband';
  if (/nvswitch|nvlink|nvl\d/i.test(name)) return 'nvlink';
  return /slingshot/i.test(name) ? 'slingshot' : 'ethernet';
}
