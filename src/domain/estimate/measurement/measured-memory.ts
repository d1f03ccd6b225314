/** What the memory that a record states counts: programs report one of four things. */
import type { MemoryComponent } from '../estimate.ts';
import type { Measurement } from './measurement-schema.ts';

/**
 * allocated: the most that tensors took (`torch.cuda.max_memory_allocated`); reserved: what the allocator took from the driver
 * (`max_memory_reserved`); device: all that is in use on the accelerator (nvidia-smi); analytic: arithmetic on training states and kept
 * activations.
 */
export type MemoryReading = 'allocated' | 'reserved' | 'device' | 'analytic';

interface Clue {
  readonly words: RegExp;
  readonly reading: MemoryReading;
}

/** In order: the first clue that a record holds decides. */
const CLUES: readonly Clue[] = [
  { words: /paper figure is itself analytic|memory arithmetic/i, reading: 'analytic' },
  { words: /nvidia-smi|rocm-smi|device memory/i, reading: 'device' },
  // A record that states what was reserved beside its peak means tensors by the peak.
  { words: /\breserved \d/i, reading: 'allocated' },
  // NeMo logs `max_memory_reserved` as `peak_memory_usage`; torchtitan's "memory" column is the same.
  { words: /nemo\b.*log line|torchtitan/is, reading: 'reserved' },
];

/** Which of the four a record states; tensors where it does not say. */
export function readMemoryReading(row: Measurement): MemoryReading {
  const words = `${row.notes} ${row.source.title} ${row.source.table}`;
  return CLUES.find((clue) => clue.words.test(words))?.reading ?? 'allocated';
}

/** Bytes of an estimate that a program would report. `runtimeBytes`: what lies outside the allocator. */
export function memoryAsReported(
  reading: MemoryReading,
  components: Readonly<Record<MemoryComponent, number>>,
  runtimeBytes: number,
): number {
  const { parameters, gradients, masterWeights, moments, activations, runtime } = components;
  if (reading === 'analytic') return parameters + gradients + masterWeights + moments + activations;
  const total = Object.values(components).reduce((sum, bytes) => sum + bytes, 0);
  if (reading === 'device') return total;
  return reading === 'reserved' ? total - runtimeBytes : total - runtime;
}
