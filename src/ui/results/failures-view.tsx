import { lazy } from 'react';
import { type SubView, SubViews } from './sub-views.tsx';

const PARTS: readonly SubView[] = [
  {
    id: 'goodput',
    label: 'Goodput',
    Part: lazy(async () => ({ default: (await import('./failures/goodput-part.tsx')).GoodputPart })),
  },
  {
    id: 'losses',
    label: 'Losses',
    Part: lazy(async () => ({ default: (await import('../losses/losses-part.tsx')).LossesPart })),
  },
  {
    id: 'runs',
    label: 'Runs',
    Part: lazy(async () => ({ default: (await import('../simulation/runs-part.tsx')).RunsPart })),
  },
  {
    id: 'storage',
    label: 'Storage',
    Part: lazy(async () => ({ default: (await import('./failures/storage-part.tsx')).StoragePart })),
  },
];

/** What breaks, how often, what it takes from the run, and what can be done about it. */
export function FailuresView() {
  return <SubViews view="failures" parts={PARTS} />;
}
