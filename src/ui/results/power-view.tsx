import { lazy } from 'react';
import { type SubView, SubViews } from './sub-views.tsx';

const PARTS: readonly SubView[] = [
  {
    id: 'consumers',
    label: 'Where it goes',
    Part: lazy(async () => ({ default: (await import('./power/consumers-part.tsx')).ConsumersPart })),
  },
];

/** What draws the power, and what the run takes in energy, carbon and water. */
export function PowerView() {
  return <SubViews view="power" parts={PARTS} />;
}
