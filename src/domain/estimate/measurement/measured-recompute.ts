import type { RecomputeModule } from '../scenario.ts';

/** One way to recompute, as a strategy says it. */
export interface RecomputeChoice {
  readonly recompute: 'none' | 'selective' | 'block' | 'full';
  /** Layers per stage, when `block`; Infinity-free: 0 otherwise. */
  readonly layersPerStage: number;
  readonly modules: readonly RecomputeModule[];
  /** What was assumed, for people; empty when the record says it. */
  readonly assumed: string;
}

const NONE: RecomputeChoice = { recompute: 'none', layersPerStage: 0, modules: [], assumed: '' };
const FULL: RecomputeChoice = { recompute: 'full', layersPerStage: 0, modules: [], assumed: '' };

function selective(...modules: RecomputeModule[]): RecomputeChoice {
  return { recompute: 'selective', layersPerStage: 0, modules, assumed: '' };
}

const ALL_BUT_INPUTS: readonly RecomputeModule[] = ['norms', 'activations', 'feed-forward', 'experts', 'projections'];
/** Words of recompute lists, and what they recompute. */
const WORDS: readonly (readonly [RegExp, RecomputeModule])[] = [
  [/core_attn/, 'attention-core'],
  [/layernorm|rmsnorm/, 'norms'],
  [/moe_act|swiglu/, 'activations'],
  [/mla_up_proj/, 'latent-up'],
  [/(^|[+:])mlp($|[+ ])/, 'feed-forward'],
  [/(^|[+:])moe($|[+ ])/, 'experts'],
];

/**
 * Ways to recompute that a record allows, the cheapest first. A record that says nothing allows all: the first that fits into memory
 * is taken.
 * @param layersPerStage layers on one pipeline rank
 */
export function readRecompute(text: string | null, layersPerStage: number): readonly RecomputeChoice[] {
  if (text === null) {
    return [NONE, selective(), FULL].map((choice) => ({
      ...choice,
      assumed: `recompute is not published: ${choice.recompute}, the first that fits`,
    }));
  }
  if (/^(none|minimal)/.test(text)) return [NONE];
  const block = /^full:(?:block-)?(\d+)-layers/.exec(text)?.[1];
  if (block !== undefined) return [{ recompute: 'block', layersPerStage: Number(block), modules: [], assumed: '' }];
  if (/^full/.test(text)) return [FULL];
  if (/every other layer/.test(text)) {
    return [{ recompute: 'block', layersPerStage: Math.ceil(layersPerStage / 2), modules: [], assumed: '' }];
  }
  if (/^offload/.test(text)) {
    // What is offloaded comes back from the host; the rest of the layer is computed again.
    return [/q\/k\/v/.test(text) ? selective('norms', 'activations', 'feed-forward', 'experts') : FULL];
  }
  if (/qkv_proj_offloaded/.test(text)) {
    return [selective('norms', 'activations', 'feed-forward', 'experts', 'attention-core')];
  }
  if (/MLP activations recomputed/.test(text)) return [selective('norms', 'activations')];
  if (/MLP\+out_proj recomputed|context, q\/k\/v/.test(text))
    return [selective('norms', 'activations', 'feed-forward')];
  if (/op-level|per-op SAC/.test(text)) return [selective('norms', 'activations', 'projections')];
  if (/remat policy|save_dot_except/.test(text)) return [selective(...ALL_BUT_INPUTS.slice(0, 3))];
  const modules = WORDS.filter(([word]) => word.test(text)).map(([, module]) => module);
  return [selective(...new Set(modules))];
}
