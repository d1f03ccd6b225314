import { lazy } from 'react';
import { type SubView, SubViews } from './sub-views.tsx';

const PARTS: readonly SubView[] = [
  {
    id: 'totals',
    label: 'Totals',
    Part: lazy(async () => ({ default: (await import('./cost/totals-part.tsx')).TotalsPart })),
  },
  {
    id: 'break-even',
    label: 'Break-even',
    Part: lazy(async () => ({ default: (await import('./cost/break-even-part.tsx')).BreakEvenPart })),
  },
  {
    id: 'bill',
    label: 'Bill of materials',
    Part: lazy(async () => ({ default: (await import('./cost/bill-part.tsx')).BillPart })),
  },
];

/** What the run costs, rented and owned. */
export function CostView() {
  return <SubViews view="cost" parts={PARTS} />;
}
