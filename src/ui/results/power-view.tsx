import { lazy } from 'react';
import { type SubView, SubViews } from './sub-views.tsx';

const PARTS: readonly SubView[] = [
  {
    id: 'consumers',
    label: 'Where it goes',
    Part: lazy(async () => ({ default: (await import('./power/consumers-part.tsx')).ConsumersPart })),
  },
  {
    id: 'step',
    label: 'Within a step',
    Part: lazy(async () => ({ default: (await import('./power/step-power-part.tsx')).StepPowerPart })),
  },
  {
    id: 'cap',
    label: 'Power cap',
    Part: lazy(async () => ({ default: (await import('./power/power-cap-part.tsx')).PowerCapPart })),
  },
  {
    id: 'carbon',
    label: 'Carbon and water',
    Part: lazy(async () => ({ default: (await import('./power/carbon-part.tsx')).CarbonPart })),
  },
];

/** What draws the power, and what the run takes in energy, carbon and water. */
export function PowerView() {
  return <SubViews view="power" parts={PARTS} />;
}
