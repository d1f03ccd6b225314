/** What a job does when it loses machines, and where others come from. */
import type { ChoiceDefinition } from './assumption-types.ts';
import { chosenId } from './resolve-choice.ts';

/** What a job does when it loses machines. */
export const FAULT_TOLERANCE: ChoiceDefinition = {
  key: 'faultTolerance',
  label: 'When machines are lost',
  group: 'recovery',
  meaning:
    'Whether the whole job restarts from its checkpoint, goes on with fewer replicas when no spare is left, or trains on without the replica group that was lost.',
  optionsFor: () => [
    {
      id: 'restart',
      label: 'The whole job restarts',
      source: 'synchronous training as in Llama 3, arXiv 2407.21783',
      isChecked: null,
    },
    {
      id: 'elastic',
      label: 'Restarts with fewer replicas when spares are out',
      source: 'elastic training as in TorchElastic: the global batch stays, whole replicas leave',
      isChecked: null,
    },
    {
      id: 'replicas',
      label: 'The other replica groups train on',
      source: 'fault-tolerant hybrid sharding, arXiv 2602.00277',
      isChecked: null,
    },
  ],
  defaultFor: () => 'restart',
};

/** Where machines come from that replace lost ones. */
export const SPARE_POOL: ChoiceDefinition = {
  key: 'sparePool',
  label: 'Spares',
  group: 'recovery',
  meaning:
    'Whether a machine is always ready, from a pool that other jobs share, or only the spares that this plan pays for stand by and may all be under repair.',
  optionsFor: () => [
    {
      id: 'always-ready',
      label: 'A machine is always ready',
      source: 'a pool shared with other jobs',
      isChecked: null,
    },
    { id: 'own', label: 'The plan’s own, which can run out', source: 'the spares paid for', isChecked: null },
  ],
  // A job that shrinks for want of spares has to count them.
  defaultFor: (context) => (chosenId(FAULT_TOLERANCE, context) === 'elastic' ? 'own' : 'always-ready'),
};
