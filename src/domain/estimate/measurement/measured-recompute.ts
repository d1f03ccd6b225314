import type { RecomputeModule } from '../scenario.ts';

/** One way to recompute, as a strategy says it. */
export interface RecomputeChoice {
  readonly recompute: 'none' | 'selective' | 'block' | 'full';
  /** Layers per stage, when `block`; Infinity-free: 0 otherwise. */
  readonly layersPerStage: number;
  readonly modules: readonly RecomputeModule[];
  /** Share of what is kept that waits in host memory. */
  readonly offloadedShare: number;
  /** What was assumed, for people; empty when the record says it. */
  readonly assumed: string;
}

const NONE: RecomputeChoice = { recompute: 'none', layersPerStage: 0, modules: [], offloadedShare: 0, assumed: '' };
const FULL: RecomputeChoice = { recompute: 'full', layersPerStage: 0, modules: [], offloadedShare: 0, assumed: '' };

function selective(...modules: RecomputeModule[]): RecomputeChoice {
  return { recompute: 'selective', layersPerStage: 0, modules, offloadedShare: 0, assumed: '' };
}

/** Queries, keys and values of what attention keeps beside the layer's input. */
const OFFLOADED_PROJECTIONS = 0.5;
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

/** What is left where feed-forward blocks are computed again: inputs of layers, and of attention. */
const ALL_FEED_FORWARD: readonly RecomputeModule[] = ['norms', 'activations', 'feed-forward', 'experts'];

/**
 * Ways to recompute that a record allows, the cheapest first. A record that says nothing allows all: the first that fits into memory
 * is taken.
 * @param layersPerStage layers on one pipeline rank
 * @param notes the record's remarks, which may say how many layers' activations wait in host memory
 * @param layers layers of the model
 */
export function readRecompute(
  text: string | null,
  layersPerStage: number,
  notes = '',
  layers = layersPerStage,
): readonly RecomputeChoice[] {
  const offloaded = /activation (?:CPU )?offload of (\d+) layers/i.exec(notes)?.[1];
  const share = offloaded === undefined ? 0 : Math.min(Number(offloaded) / layers, 1);
  const choices = readChoices(text, layersPerStage);
  return share === 0 ? choices : choices.map((choice) => ({ ...choice, offloadedShare: share }));
}

function readChoices(text: string | null, layersPerStage: number): readonly RecomputeChoice[] {
  if (text === null) {
    return [NONE, selective(), FULL].map((choice) => ({
      ...choice,
      assumed: `recompute is not published: ${choice.recompute}, the first that fits`,
    }));
  }
  if (/policy per|modules per command|^selective( \(.*(default|assumed).*\))?$/.test(text)) {
    // Selective, but not of what: the usual modules, or all feed-forward blocks, or all.
    return [selective(), selective(...ALL_FEED_FORWARD), FULL].map((choice, place) => ({
      ...choice,
      assumed: place === 0 ? '' : 'which modules are recomputed is not published: the first choice that fits',
    }));
  }
  if (/^(none|minimal)/.test(text)) return [NONE];
  const block = /^full:(?:block-)?(\d+)-layers/.exec(text)?.[1];
  if (block !== undefined)
    return [{ recompute: 'block', layersPerStage: Number(block), modules: [], offloadedShare: 0, assumed: '' }];
  if (/^full/.test(text)) return [FULL];
  if (/every other layer/.test(text)) {
    return [
      {
        recompute: 'block',
        layersPerStage: Math.ceil(layersPerStage / 2),
        modules: [],
        offloadedShare: 0,
        assumed: '',
      },
    ];
  }
  if (/^offload/.test(text)) {
    // What is offloaded comes back from the host; the rest of the layer is computed again.
    const choice = /q\/k\/v/.test(text) ? selective(...ALL_FEED_FORWARD) : FULL;
    return [{ ...choice, offloadedShare: 1 }];
  }
  if (/qkv_proj_offloaded/.test(text)) {
    return [{ ...selective(...ALL_FEED_FORWARD, 'attention-core'), offloadedShare: OFFLOADED_PROJECTIONS }];
  }
  if (/MLP activations recomputed|MLP\+out_proj recomputed|context, q\/k\/v/.test(text)) {
    return [selective(...ALL_FEED_FORWARD)];
  }
  if (/op-level|per-op SAC/.test(text)) return [selective('norms', 'activations', 'projections')];
  if (/remat policy|save_dot_except/.test(text)) return [selective(...ALL_BUT_INPUTS.slice(0, 3))];
  const modules = WORDS.filter(([word]) => word.test(text)).map(([, module]) => module);
  return [selective(...new Set(modules))];
}
