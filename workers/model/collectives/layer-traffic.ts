/**
 * Traffic inside a layer: tensor parallelism (arXiv 1909.08053, with sequence parallelism arXiv 2205.05198), context parallelism as a
 * ring of key/value blocks (arXiv 2310.01889) and expert parallelism as two exchanges (arXiv 2006.16668).
 */
import {
  COLL_CONTEXT_BACKWARD,
  COLL_CONTEXT_FORWARD,
  COLL_EXPERT_COMBINE,
  COLL_EXPERT_DISPATCH,
  COLL_EXPERT_TENSOR,
  COLL_TENSOR_BACKWARD,
  COLL_TENSOR_FORWARD,
  MODEL_HIDDEN,
  MODEL_TOP_K,
  PLAN_CONTEXT,
  STACK_CONTEXT_OVERLAP,
  STACK_EXPERT_OVERLAP,
  STACK_NODE_DEDUPLICATION,
  STACK_TENSOR_OVERLAP,
} from '../abi.ts';
import {
  B_CONTEXT_BACKWARD,
  B_CONTEXT_FORWARD,
  B_CORE_BACKWARD,
  B_CORE_FORWARD,
  B_EXPERT_BACKWARD,
  B_EXPERT_FORWARD,
  B_FORWARD,
  B_INPUT_GRADIENT,
  B_SLOWED_BACKWARD,
  B_SLOWED_FORWARD,
  B_TENSOR_BACKWARD,
  B_TENSOR_FORWARD,
  B_WEIGHT_GRADIENT,
  BLOCK,
  BLOCK_STRIDE,
  BLOCKS,
  CONTEXT_GROUP,
  current,
  ELEMENT_BYTES,
  EXPERT_GROUP,
  EXPERT_TENSOR_GROUP,
  FULL_ATTENTION,
  G_DOMAINS,
  G_EXCHANGE_INNER,
  G_EXCHANGE_INVERSE,
  G_RANKS,
  GROUP_STRIDE,
  GROUPS,
  SHARDED_SEQUENCE,
  scenario,
  TENSOR_GROUP,
  TOKENS,
  work,
} from '../arena.ts';
import { addTo } from '../compute/operations.ts';
import { allReduceKind, allReduceOver, exchangeOver, gatherOver, sendOver } from './over-group.ts';
import { exposedSeconds, slowedPerSecond } from './overlap.ts';
import { EXCHANGE, RING, recordCollective, SEND } from './record.ts';

/** `tensorOverlap` of software that cuts forward traffic into chunks, one for each rank. */
const CHUNKED: f64 = 2.0;
const TENSOR: f64 = 2.0;
const CONTEXT: f64 = 3.0;
const EXPERT: f64 = 4.0;

function field(group: i32, name: i32): f64 {
  return work[GROUPS + group * GROUP_STRIDE + name];
}

function block(name: i32): f64 {
  return work[current[BLOCK] + name];
}

/**
 * Traffic of a pair of tensor-parallel products: forward one all-reduce, or a gather before and a scatter after under sequence
 * parallelism; backward the same, with one more gather of the saved input, most of it beside the gradient products.
 */
export function addTensorTraffic(): void {
  const ranks: f64 = field(TENSOR_GROUP, G_RANKS);
  if (ranks <= 1.0) return;
  const bytes: f64 = work[TOKENS] * scenario[MODEL_HIDDEN] * work[ELEMENT_BYTES];
  const chunked: f64 = scenario[STACK_TENSOR_OVERLAP] >= CHUNKED ? 1.0 : 0.0;
  const beside: f64 = Math.min(scenario[STACK_TENSOR_OVERLAP], 1.0);
  const first: f64 = 1.0 / ranks;
  const sharded: bool = work[SHARDED_SEQUENCE] > 0.0;
  const one: f64 = sharded ? gatherOver(TENSOR_GROUP, bytes) : allReduceOver(TENSOR_GROUP, bytes);
  const kind: f64 = sharded ? RING : allReduceKind(TENSOR_GROUP, bytes);
  const calls: f64 = sharded ? 2.0 : 1.0;
  const forward: f64 = exposedSeconds(one * calls, block(B_FORWARD), sharded ? chunked : 0.0, first);
  const window: f64 = 0.5 * (block(B_INPUT_GRADIENT) + block(B_WEIGHT_GRADIENT));
  const hidden: f64 = sharded ? 2.0 : 1.0;
  const waiting: f64 = sharded ? 1.0 : 0.0;
  const backward: f64 =
    exposedSeconds(one * waiting, window, chunked, first) + exposedSeconds(one * hidden, window, beside, 0.0);
  const slowdown: f64 = slowedPerSecond();
  addTo(B_TENSOR_FORWARD, forward);
  addTo(B_TENSOR_BACKWARD, backward);
  addTo(B_SLOWED_FORWARD, slowdown * (one * calls - forward));
  addTo(B_SLOWED_BACKWARD, slowdown * (one * (waiting + hidden) - backward));
  recordCollective(COLL_TENSOR_FORWARD, TENSOR, kind, TENSOR_GROUP, bytes, calls, one, forward / calls);
  recordCollective(
    COLL_TENSOR_BACKWARD,
    TENSOR,
    kind,
    TENSOR_GROUP,
    bytes,
    waiting + hidden,
    one,
    backward / (waiting + hidden),
  );
}

/** Ring exchange of key/value blocks behind the attention core; backward the blocks' gradients travel along. */
export function addContextTraffic(blockBytes: f64): void {
  const ranks: f64 = scenario[PLAN_CONTEXT];
  if (ranks <= 1.0) return;
  const one: f64 = sendOver(CONTEXT_GROUP, blockBytes);
  const forward: f64 = (ranks - 1.0) * one;
  const overlap: f64 = scenario[STACK_CONTEXT_OVERLAP];
  const shownForward: f64 = exposedSeconds(forward, block(B_CORE_FORWARD), overlap, 0.0);
  const shownBackward: f64 = exposedSeconds(2.0 * forward, block(B_CORE_BACKWARD), overlap, 0.0);
  addTo(B_CONTEXT_FORWARD, shownForward);
  addTo(B_CONTEXT_BACKWARD, shownBackward);
  const calls: f64 = ranks - 1.0;
  recordCollective(COLL_CONTEXT_FORWARD, CONTEXT, SEND, CONTEXT_GROUP, blockBytes, calls, one, shownForward / calls);
  recordCollective(
    COLL_CONTEXT_BACKWARD,
    CONTEXT,
    SEND,
    CONTEXT_GROUP,
    2.0 * blockBytes,
    calls,
    2.0 * one,
    shownBackward / calls,
  );
}

/** Expected number of domains that a token's experts lie in, of `domains`, by independent draws. */
export function distinctDomains(domains: f64, draws: f64): f64 {
  let missed: f64 = 1.0;
  for (let draw: f64 = 0.0; draw < draws; draw += 1.0) missed *= 1.0 - 1.0 / domains;
  return domains * (1.0 - missed);
}

/** Dispatch and combine of tokens to experts, `rows` of `width` elements sent by every rank. */
export function addExpertTraffic(rows: f64, width: f64): void {
  const bytes: f64 = rows * width * work[ELEMENT_BYTES];
  const overlap: f64 = scenario[STACK_EXPERT_OVERLAP];
  if (field(EXPERT_GROUP, G_RANKS) > 1.0) {
    const topK: f64 = scenario[MODEL_TOP_K];
    const domains: f64 = field(EXPERT_GROUP, G_DOMAINS);
    // A token that visits several experts of one domain crosses the network once, where the software does so.
    const once: f64 = scenario[STACK_NODE_DEDUPLICATION];
    const copies: f64 = 1.0 - once + (once * distinctDomains(domains, topK)) / topK;
    const inverse: f64 = Math.max(
      field(EXPERT_GROUP, G_EXCHANGE_INNER),
      field(EXPERT_GROUP, G_EXCHANGE_INVERSE) * (domains > 1.0 ? copies : 1.0),
    );
    const one: f64 = exchangeOver(EXPERT_GROUP, bytes, inverse);
    // Overlap runs beside another micro-batch: its mixers and experts, forward and backward, are all there to hide behind.
    const mixer: i32 = BLOCKS + FULL_ATTENTION * BLOCK_STRIDE;
    const window: f64 =
      block(B_FORWARD) +
      block(B_INPUT_GRADIENT) +
      block(B_WEIGHT_GRADIENT) +
      work[mixer + B_FORWARD] +
      work[mixer + B_INPUT_GRADIENT] +
      work[mixer + B_WEIGHT_GRADIENT];
    const shown: f64 = 0.5 * exposedSeconds(4.0 * one, window, overlap, 0.0);
    const shownBackward: f64 = shown;
    const slowdown: f64 = slowedPerSecond();
    addTo(B_EXPERT_FORWARD, shown);
    addTo(B_EXPERT_BACKWARD, shownBackward);
    addTo(B_SLOWED_FORWARD, slowdown * (2.0 * one - shown));
    addTo(B_SLOWED_BACKWARD, slowdown * (2.0 * one - shownBackward));
    const each: f64 = 0.25 * (shown + shownBackward);
    recordCollective(COLL_EXPERT_DISPATCH, EXPERT, EXCHANGE, EXPERT_GROUP, bytes, 2.0, one, each);
    recordCollective(COLL_EXPERT_COMBINE, EXPERT, EXCHANGE, EXPERT_GROUP, bytes, 2.0, one, each);
  }
  const expertTensor: f64 = field(EXPERT_TENSOR_GROUP, G_RANKS);
  if (expertTensor > 1.0) {
    const one: f64 = gatherOver(EXPERT_TENSOR_GROUP, bytes * expertTensor);
    addTo(B_EXPERT_FORWARD, 2.0 * one);
    addTo(B_EXPERT_BACKWARD, 2.0 * one);
    recordCollective(COLL_EXPERT_TENSOR, EXPERT, RING, EXPERT_TENSOR_GROUP, bytes * expertTensor, 4.0, one, one);
  }
}
