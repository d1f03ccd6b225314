/**
 * How a source of measurements counts its FLOP/s: publications differ by up to a third on the same step, so a published rate or
 * utilization can be compared only in the source's own convention, against the source's own peak.
 */
import { countModelFlops, type FlopsConventionId } from '../workload/count-model-flops.ts';
import type { ModelArchitecture } from '../workload/model-architecture.ts';

/** What a record says of its counting. */
export interface PublishedCounting {
  /** The formula; null where the source states the FLOP of a sequence instead. */
  readonly convention: FlopsConventionId | null;
  /** FLOP of one sequence as the source states it; null where a formula holds. */
  readonly flopsPerSequence: number | null;
}

interface Clue {
  readonly words: RegExp;
  readonly convention: FlopsConventionId;
}

/** Words of the sources' descriptions, in order: the first that matches decides. Sources that do not state their convention match none. */
const CLUES: readonly Clue[] = [
  { words: /not stated|none given|no FLOPs claimed|over-counts/i, convention: 'six-n' },
  { words: /96\s*\*?\s*B\s*\*?\s*s\s*\*?\s*L|hardware TFLOPs/i, convention: 'gpt-recompute' },
  { words: /72\s*\*?\s*B\s*\*?\s*L?\s*\*?\s*s|Megatron model-FLOPs formula/i, convention: 'gpt' },
  {
    words: /6\*N_matmul.*causal-halved attention|s\/h\/2|causal attention halved/i,
    convention: 'matmul-causal-attention',
  },
  {
    words: /6\*N_matmul|NOT causal-halved|formula of v0\.8|6\*\(N - embeddings\)/i,
    convention: 'matmul-full-attention',
  },
  { words: /6\*N\*tok \+ 6/i, convention: 'six-n-causal-attention' },
  { words: /6N \+ 12\*L|6N\+12LHQT/i, convention: 'six-n-full-attention' },
  { words: /6ND?-like/i, convention: 'six-n' },
  {
    words: /causal halved|Megatron formula|Megatron model FLOPs|num_floating_point/i,
    convention: 'matmul-causal-attention',
  },
];
const UNSTATED = 0;

/**
 * Reads a source's description of its counting; null when it does not say how it counts. `isRecomputed`: whether the record recomputes its
 * forward pass, for the sources that count it only then.
 */
export function readPublishedCounting(
  description: string | null,
  sequenceTokens: number,
  isRecomputed: boolean,
): PublishedCounting | null {
  if (description === null) return null;
  const stated = readFlopsPerSequence(description, sequenceTokens);
  if (stated !== null) return { convention: null, flopsPerSequence: stated };
  const at = CLUES.findIndex(({ words }) => words.test(description));
  const clue = CLUES[at];
  if (clue === undefined || at === UNSTATED) return null;
  const isConditional = clue.convention === 'gpt-recompute' && /when checkpointing/i.test(description);
  return { convention: isConditional && !isRecomputed ? 'gpt' : clue.convention, flopsPerSequence: null };
}

/** "3.85e14 model FLOPs per 4096-token sequence", "1.82e15 (…, 4096 tok)": the FLOP for this sequence length. */
function readFlopsPerSequence(description: string, sequenceTokens: number): number | null {
  const forms = [/([\d.]+e\d+) model FLOPs per (\d+)-token sequence/g, /([\d.]+e\d+) \([^)]*?(\d+) tok\)/g];
  for (const form of forms) {
    for (const [, flops, tokens] of description.matchAll(form)) {
      if (Number(tokens) === sequenceTokens) return Number(flops);
    }
  }
  return null;
}

/** FLOP of one token, forward and backward, as the source counts. */
export function countPublishedFlops(
  counting: PublishedCounting,
  model: ModelArchitecture,
  sequenceTokens: number,
): number {
  const { convention, flopsPerSequence } = counting;
  if (convention === null) return (flopsPerSequence ?? Number.NaN) / sequenceTokens;
  const flops = countModelFlops(model, sequenceTokens, convention);
  // Megatron counts the modules that predict further tokens: each a layer more, the product that joins its inputs, and the output layer again.
  if (convention !== 'matmul-causal-attention' || model.mtpLayers === 0 || model.layerMix !== null) return flops;
  const deeper = { ...model, layers: model.layers + model.mtpLayers };
  const layers = countModelFlops(deeper, sequenceTokens, convention) - flops;
  return flops + layers + 6 * model.mtpLayers * model.hidden * (2 * model.hidden + model.vocab);
}

/**
 * The peak that a source divides by, FLOP/s: what its words say ("MFU vs 989 (bf16)/1979 (fp8) H100, 2450/4900 GB200"), else null.
 * The first number of a pair is for 16 bits, the second for 8.
 */
export function readStatedPeak(description: string | null, accelerator: string, isNarrow: boolean): number | null {
  if (description === null) return null;
  const make = /^[A-Z]+\d+[a-z]?|^TPU v\d\w?/i.exec(accelerator)?.[0] ?? accelerator;
  const named = new RegExp(`\\b${make} (\\d{3,4})(?: \\(bf16\\))?(?:/(\\d{3,4}))?`, 'i').exec(description);
  const after = new RegExp(`(\\d{3,4})(?: \\(bf16\\))?/(\\d{3,4})(?: \\(fp8\\))? ${make}\\b`, 'i').exec(description);
  const version = /v\d\w?$/i.exec(make)?.[0];
  const byVersion = version === undefined ? null : new RegExp(`(\\d{3}) \\(${version}\\)`).exec(description);
  const alone = /\b(?:vs|that\/|BF16)\s*(?:BF16 )?(\d{3,4})(?:\/(\d{3,4}))?(?=\s*(?:$|[;,]))/i.exec(description);
  const found = named ?? after ?? byVersion ?? alone;
  if (found === null) return null;
  const text = isNarrow ? (found[2] ?? found[1]) : found[1];
  return text === undefined ? null : Number(text) * 1e12;
}
