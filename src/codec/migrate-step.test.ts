import * as v from 'valibot';
import { expect, it } from 'vitest';
import { LinkSchema } from '../domain/plan/plan-document.ts';
import type { PlanPatch } from '../domain/plan/plan-history.ts';
import { migrateStep } from './migrate-step.ts';
import { createSampleCluster } from './testing/sample-cluster.ts';

const { l1, l2 } = createSampleCluster().drawing.links;
if (l1 === undefined || l2 === undefined) throw new Error('The sample cluster has no links.');
const { exceptions: _, ...old } = l1;

function migrate(...patches: PlanPatch[]): readonly PlanPatch[] {
  return migrateStep({ label: 'Connect', patches: [], inversePatches: patches }).inversePatches;
}

it('completes links that a step of an older version brings back, wherever they stand in it', () => {
  const [one, all, drawing] = migrate(
    { op: 'add', path: ['drawing', 'links', 'l1'], value: old },
    { op: 'replace', path: ['drawing', 'links'], value: { l1: old, l2 } },
    { op: 'replace', path: ['drawing'], value: { blocks: {}, links: { l1: old } } },
  );
  expect(v.is(LinkSchema, old)).toBe(false);
  expect(one?.value).toEqual(l1);
  expect(all?.value).toEqual({ l1, l2 });
  expect(drawing?.value).toEqual({ blocks: {}, links: { l1 } });
});

it('leaves everything else as it is', () => {
  const patches: PlanPatch[] = [
    { op: 'remove', path: ['drawing', 'links', 'l1'] },
    { op: 'replace', path: ['drawing', 'links', 'l1', 'cablesPerInstance'], value: 4 },
    { op: 'add', path: ['drawing', 'links', 'l1'], value: { ...l1, exceptions: [{ index: 0, cable: 1 }] } },
    { op: 'replace', path: ['name'], value: 'x' },
    { op: 'replace', path: ['drawing'], value: 'nonsense' },
  ];
  expect(migrate(...patches)).toEqual(patches);
});
