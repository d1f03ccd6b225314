/** Which software stack of the catalogue a measurement ran on, from the words that its record uses for its software. */
import type { Accelerator } from '../../catalog/catalog-types.ts';
import type { Measurement } from './measurement-schema.ts';

interface Clue {
  readonly words: RegExp;
  readonly stackId: string;
}

/** In order: the first clue that a record holds decides. */
const CLUES: readonly Clue[] = [
  { words: /dualpipe/i, stackId: 'dual-pipe' },
  { words: /^megascale row/i, stackId: 'megascale' },
  { words: /maxtext|paxml|\bjax\b|\bxla\b/i, stackId: 'maxtext' },
  { words: /torchtitan.*compile|thunder/is, stackId: 'torchtitan' },
  { words: /torchtitan/i, stackId: 'eager-fsdp' },
  { words: /composer fsdp|llm[- ]foundry/i, stackId: 'eager-fsdp' },
  { words: /internevo/i, stackId: 'internevo' },
  { words: /deepspeed 0\.1[5-9]|liger/i, stackId: 'deepspeed' },
  { words: /^zero-3\b/i, stackId: 'deepspeed-zero3' },
  { words: /habana|gaudi|synapse/i, stackId: 'gaudi' },
  { words: /neuron|trainium/i, stackId: 'neuron' },
  { words: /megatron-deepspeed.*cuda_launch_blocking/i, stackId: 'megatron-deepspeed-blocking' },
  { words: /megatron-deepspeed|deepspeed\+megatron|deepspeed and megatron/i, stackId: 'megatron-deepspeed' },
  { words: /primus|rocm/i, stackId: 'megatron-rocm' },
  { words: /no comm overlap/i, stackId: 'megatron-core-serial' },
  { words: /colossal-ai/i, stackId: 'generic' },
  { words: /ptd-p|narayanan|korthikanti|megatron-lm row/i, stackId: 'megatron-lm-2021' },
  { words: /megatron|nemo|nemotron|mlperf/i, stackId: 'megatron-core' },
];

/** Accelerators from this year on run the Megatron of their time: CUDA graphs, newer dispatchers. */
const GRAPH_YEAR = 2024;
/** Year and month of the first release of Megatron Bridge whose recipes capture the whole step unless they say otherwise. */
const WHOLE_STEP_RELEASE = 2608;
const OVERLAPPED = /a2a overlap|EP all-to-all overlap on/i;

/** Id of the stack. */
export function findStackId(row: Measurement, accelerator: Accelerator): string {
  if (accelerator.kind === 'tpu') return 'maxtext';
  const words = `${row.notes} ${row.source.title} ${row.source.table} ${row.accelerator}`;
  const found = CLUES.find((clue) => clue.words.test(words))?.stackId ?? 'generic';
  if (accelerator.vendor === 'AMD' && found.startsWith('megatron')) return 'megatron-rocm';
  if (found === 'megatron-core' && accelerator.vendor === 'NVIDIA') {
    if (/token-drop/.test(row.notes)) return 'megatron-core-padded';
    const isNew = accelerator.year >= GRAPH_YEAR && /^[BG]/.test(accelerator.name);
    if (isNew || /hybridep|full_iteration/i.test(row.notes)) return readBridge(row.notes);
    if (OVERLAPPED.test(row.notes)) return 'megatron-core-overlap';
    if (/deepep/i.test(row.notes)) return 'megatron-core-deepep';
  }
  return found;
}

/** Megatron Bridge by how it dispatches tokens to experts and what it captures as graphs. */
function readBridge(notes: string): string {
  if (/full_iteration/.test(notes)) return 'megatron-bridge-26.06';
  if (OVERLAPPED.test(notes)) return 'megatron-bridge-overlap';
  // From this release on the recipes capture the whole step; the records of later releases name exceptions only.
  const [, year, month] = /container (\d\d)\.(\d\d)/.exec(notes) ?? [];
  const isLate = Number(`${year}${month}`) >= WHOLE_STEP_RELEASE;
  const isPartial = /transformer_engine \[/.test(notes);
  if (isLate && !isPartial) return 'megatron-bridge-26.06';
  return isLate || /hybridep/i.test(notes) ? 'megatron-bridge' : 'megatron-bridge-25';
}

/** Bytes of one gradient element as the stack reduces it. */
export function gradientBytesOf(stackId: string, row: Measurement): 2 | 4 {
  // The words may speak of a 16-bit format that replaced fp16: gradients of fp16 runs are scaled and stay in 16 bits.
  if (/fp32 grad/i.test(row.notes)) return row.precision === 'fp16' ? 2 : 4;
  return /^(megatron-(core|bridge|lm|deepspeed)|internevo|megascale|torchtitan|deepspeed|dual-pipe|maxtext)/.test(
    stackId,
  )
    ? 2
    : 4;
}

/**
 * Bytes of gradients that the stack holds per parameter. Megatron's fused accumulation keeps main gradients in 32 bits (arXiv 2205.05198
 * counts 18 bytes a parameter in all); DeepSpeed's bf16 optimizer keeps the 16-bit gradients beside those in 32 bits.
 */
export function heldGradientBytesOf(stackId: string, row: Measurement): number {
  const reduced = gradientBytesOf(stackId, row);
  if (stackId === 'megatron-lm-2021') return 4;
  return stackId.startsWith('megatron-deepspeed') && row.precision === 'bf16' ? reduced + 2 : reduced;
}
