/** One line of the bill of materials: so many of a thing at a price. */

/** Chapters of the bill, in the order in which they are shown. */
export const BILL_GROUPS = [
  ['systems', 'Systems and accelerators'],
  ['switches', 'Switches'],
  ['cables', 'Cables, optics and fibre'],
  ['storage', 'Storage'],
  ['racks', 'Racks'],
  ['facility', 'Building, power and cooling'],
] as const;
/** Key of a chapter of the bill. */
export type BillGroup = (typeof BILL_GROUPS)[number][0];

/** One line of the bill. Money in US dollars. */
export interface BillLine {
  readonly group: BillGroup;
  /** Record of the catalogue; null for what has none, and for a sum that the plan sets. */
  readonly catalogId: string | null;
  /** Key under which a plan sets the unit price; null where it sets none by piece. */
  readonly priceKey: string | null;
  readonly name: string;
  readonly quantity: number;
  /** What is counted: `pieces`, `TB`, `kW`, `sum`. */
  readonly unit: 'pieces' | 'TB' | 'kW' | 'sum';
  readonly unitUsd: number;
  readonly amountUsd: number;
  readonly source: string;
  /** Date of the price as the catalogue writes it; null where the plan says the price. */
  readonly asOf: string | null;
  /** False = an estimate; null = the plan says it. */
  readonly isChecked: boolean | null;
  readonly isDefault: boolean;
  readonly defaultUnitUsd: number;
}
