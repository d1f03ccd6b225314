/** Small makers of report blocks, and numbers as text with their unit. */
import type { NamedAmount } from '../estimate/named-amount.ts';
import { type Currency, US_DOLLAR } from '../units/currency.ts';
import type { Dimension } from '../units/dimensions.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import type { ReportBlock, ReportBlockOf } from './report-document.ts';

/** A chapter (1) or section (2) heading. */
export function heading(level: 1 | 2, text: string): ReportBlock {
  return { type: 'heading', level, text };
}

/** Running text. */
export function paragraph(text: string): ReportBlock {
  return { type: 'paragraph', text, muted: false };
}

/** A remark in smaller, quieter type. */
export function note(text: string): ReportBlock {
  return { type: 'paragraph', text, muted: true };
}

/** A value in the base unit of `dimension`, as text with its unit. */
export function quantity(dimension: Dimension, value: number, currency: Currency = US_DOLLAR): string {
  return formatQuantity(dimension, value, { currency }).text;
}

/** A column of a table: its heading, where its text stands, and its share of the width. */
export function column(
  label: string,
  weight: number,
  align: 'left' | 'right' = 'left',
): ReportBlockOf<'table'>['columns'][number] {
  return { label, align, weight };
}

/** A table of named amounts with each one's share of the total, and the total last; what is nothing is left out. */
export function amountTable(
  caption: string,
  what: string,
  amounts: readonly NamedAmount[],
  dimension: Dimension,
  currency: Currency = US_DOLLAR,
): ReportBlock {
  const total = amounts.reduce((sum, entry) => sum + entry.amount, 0);
  const share = (amount: number) => quantity('ratio', total === 0 ? 0 : amount / total);
  return {
    type: 'table',
    caption,
    columns: [column(what, 4), column('Amount', 2, 'right'), column('Share', 1, 'right')],
    rows: [
      ...amounts
        .filter((entry) => entry.amount !== 0)
        .map((entry) => [entry.label, quantity(dimension, entry.amount, currency), share(entry.amount)]),
      ['Total', quantity(dimension, total, currency), share(total)],
    ],
  };
}
