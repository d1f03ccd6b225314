/** The bill of materials as comma-separated values (RFC 4180), safe to open in a spreadsheet. */
import type { Currency } from '../units/currency.ts';
import { BILL_GROUPS, type BillLine } from './bill-line.ts';
import { describePriceAge } from './price-age.ts';

/** What a spreadsheet would run as a formula. */
const FORMULA_START = /^[=+\-@\t\r]/;

/**
 * Writes one row for each line and one for the total.
 * @param today the day that ages of prices are counted to, `2026-11-21`
 */
export function writeBillCsv(lines: readonly BillLine[], currency: Currency, today: string): string {
  const groups = new Map<string, string>(BILL_GROUPS);
  const total = lines.reduce((sum, { amountUsd }) => sum + amountUsd, 0);
  const header = [
    'Chapter',
    'Item',
    'Catalogue id',
    'Quantity',
    'Unit',
    'Unit price',
    'Amount',
    'Currency',
    'Unit price in USD',
    'Amount in USD',
    'Date of the price',
    'Age',
    'Estimate',
    'Source',
  ];
  const rows = lines.map((line) => [
    groups.get(line.group) ?? line.group,
    line.name,
    line.catalogId ?? '',
    line.quantity,
    line.unit,
    line.unitUsd * currency.perUsd,
    line.amountUsd * currency.perUsd,
    currency.code,
    line.unitUsd,
    line.amountUsd,
    line.asOf ?? '',
    line.asOf === null ? '' : (describePriceAge(line.asOf, today)?.words ?? ''),
    line.isChecked === false ? 'yes' : 'no',
    line.source,
  ]);
  const sum = ['Total', '', '', '', '', '', total * currency.perUsd, currency.code, '', total, '', '', '', ''];
  return [header, ...rows, sum].map((row) => `${row.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // An apostrophe in front makes it plain text.
  const safe = FORMULA_START.test(value) ? `'${value}` : value;
  return `"${safe.replace(/"/g, '""')}"`;
}
