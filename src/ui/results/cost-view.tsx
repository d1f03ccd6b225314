import { lazy } from 'react';
import { type SubView, SubViews } from './sub-views.tsx';

const PARTS: readonly SubView[] = [
  {
    id: 'totals',
    label: 'Totals',
    Part: lazy(async () => ({ default: (await import('./cost/totals-part.tsx')).TotalsPart })),
  },
];

/** What the run costs, rented and owned. */
export function CostView() {
  return <SubViews view="cost" parts={PARTS} />;
}
