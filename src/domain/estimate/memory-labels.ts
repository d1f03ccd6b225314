import type { MemoryComponent } from './estimate.ts';

/** What each component of a rank's memory is called on the page. */
export const MEMORY_LABELS: Readonly<Record<MemoryComponent, string>> = {
  parameters: 'Parameters',
  gradients: 'Gradients',
  masterWeights: 'Master weights',
  moments: 'Optimizer moments',
  activations: 'Activations',
  logits: 'Logits',
  gatheredParameters: 'Gathered parameters',
  buffers: 'Working buffers',
  runtime: 'Runtime and unused cache',
};
