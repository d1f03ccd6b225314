/**
 * Places every group of ranks on the nested network levels. Ranks are numbered with the innermost dimension of the rank order fastest,
 * and fill the innermost domains first; so the order alone decides which levels a dimension spans. All groups of a dimension run at
 * once: each accelerator has its own share of a level's bandwidth, and a ring that leaves an inner domain uses the shares of all its
 * members in there.
 */
import {
  LEVEL_ACCELERATORS,
  LEVEL_BANDWIDTH,
  LEVEL_DIM_0,
  LEVEL_DIM_COUNT,
  LEVEL_EFFICIENCY,
  LEVEL_KIND,
  LEVEL_LATENCY,
  LEVEL_NEIGHBOUR,
  LEVEL_RAMP,
  LEVEL_REDUCTION,
  LEVEL_STRIDE,
  MAX_LEVELS,
  NET_COUNT,
  NET_FIRST,
  PLAN_CONTEXT,
  PLAN_DATA,
  PLAN_EXPERT,
  PLAN_EXPERT_TENSOR,
  PLAN_ORDER_0,
  PLAN_PIPELINE,
  PLAN_SHARDING_GROUP,
  PLAN_TENSOR,
} from '../abi.ts';
import {
  CONTEXT_GROUP,
  EXPERT_DATA_GROUP,
  EXPERT_GROUP,
  EXPERT_TENSOR_GROUP,
  G_DOMAINS,
  G_EXCHANGE_INNER,
  G_EXCHANGE_INVERSE,
  G_INNER_INVERSE,
  G_LATENCY,
  G_LEVEL,
  G_NEXT_INVERSE,
  G_RAMP,
  G_RANKS,
  G_REDUCTION,
  G_RING_INVERSE,
  G_RING_LATENCY,
  G_TREE_ACROSS,
  G_TREE_LATENCY,
  GROUP_STRIDE,
  GROUPS,
  MEMBERS,
  PIPELINE_GROUP,
  REPLICA_GROUP,
  SHARD_GROUP,
  scenario,
  TENSOR_GROUP,
  work,
} from '../arena.ts';
import { clamp, treeDepth } from '../compute/numbers.ts';
import {
  ROUTE_EXCHANGE_INSIDE,
  ROUTE_EXCHANGE_OUTSIDE,
  ROUTE_NEXT_INSIDE,
  ROUTE_NEXT_OUTSIDE,
  ROUTE_RING_INSIDE,
  ROUTE_RING_OUTSIDE,
  ROUTE_STRIDE,
  ROUTE_TREE,
  ROUTES_FIRST,
} from '../routes-abi.ts';
import { FILL, LAUNCH_SECONDS } from './algorithms.ts';

const MESH: f64 = 1.0;
const TORUS: f64 = 2.0;
/** PCIe and the bridges of the host's processors. */
const HOST: f64 = 4.0;
/** What more than two accelerators keep of the PCIe bandwidth that a pair sustains: their ring crosses the host's bridges. Fitted (`npm run fit:kernels`). */
const HOST_SHARE: f64 = 0.57;
/**
 * Fewest accelerators that have their switches add up. Below, the ring is as fast and the library takes it: from 5 on H200, from 6 on B200
 * (github:stas00/ml-engineering@744d01e1, network/README.md).
 */
const FEWEST_TO_REDUCE: f64 = 5.0;
/** Seconds that a step between host adapters takes besides the wire: proxies, flags, copies. NCCL's tuner: 14 µs (github:NVIDIA/nccl, src/graph/tuning.cc). */
const ADAPTER_STEP_SECONDS: f64 = 14.0e-6;
/**
 * Adapters of one domain that a single ring or tree uses at most, however many accelerators lie inside: 434 GB/s between racks of 72
 * GB200 with 50 GB/s each, over 2 and over 20 racks (github:coreweave/nccl-tests@cb86553).
 */
const RAILS: f64 = 9.2;

/** Ranks of a dimension that lie in the rest of a domain: at least one, at most all. */
function take(rest: f64, size: f64): f64 {
  return clamp(Math.floor(rest), 1.0, size);
}

/** Fills the members of all groups inside a domain of `accelerators`, for one level. */
function placeLevel(level: i32, accelerators: f64): void {
  const shardRanks: f64 = scenario[PLAN_SHARDING_GROUP];
  const replicas: f64 = scenario[PLAN_DATA] / shardRanks;
  let rest: f64 = accelerators;
  let tensor: f64 = 1.0;
  let context: f64 = 1.0;
  let shard: f64 = 1.0;
  let replica: f64 = 1.0;
  let pipeline: f64 = 1.0;
  for (let place: i32 = 0; place < 4; place += 1) {
    const dimension: f64 = scenario[PLAN_ORDER_0 + place];
    if (dimension === 0.0) {
      tensor = take(rest, scenario[PLAN_TENSOR]);
      rest /= scenario[PLAN_TENSOR];
    } else if (dimension === 1.0) {
      context = take(rest, scenario[PLAN_CONTEXT]);
      rest /= scenario[PLAN_CONTEXT];
    } else if (dimension === 2.0) {
      shard = take(rest, shardRanks);
      rest /= shardRanks;
      replica = take(rest, replicas);
      rest /= replicas;
    } else {
      pipeline = take(rest, scenario[PLAN_PIPELINE]);
      rest /= scenario[PLAN_PIPELINE];
    }
  }
  const folded: f64 = tensor * context * shard * replica;
  const expertTensor: f64 = scenario[PLAN_EXPERT_TENSOR];
  const expert: f64 = scenario[PLAN_EXPERT];
  const all: f64 = scenario[PLAN_TENSOR] * scenario[PLAN_CONTEXT] * scenario[PLAN_DATA];
  setMembers(TENSOR_GROUP, level, tensor);
  setMembers(CONTEXT_GROUP, level, context);
  setMembers(PIPELINE_GROUP, level, pipeline);
  setMembers(SHARD_GROUP, level, context * shard);
  setMembers(REPLICA_GROUP, level, replica);
  setMembers(EXPERT_TENSOR_GROUP, level, take(folded, expertTensor));
  setMembers(EXPERT_GROUP, level, take(folded / expertTensor, expert));
  setMembers(EXPERT_DATA_GROUP, level, take(folded / (expertTensor * expert), all / (expertTensor * expert)));
}

function setMembers(group: i32, level: i32, members: f64): void {
  work[MEMBERS + group * MAX_LEVELS + level] = members;
}

/** Dimensions of a torus that a group inside it spans, when its ranks lie `stride` apart. */
function torusDimensions(base: i32, stride: f64, ranks: f64): f64 {
  const count: i32 = i32(scenario[base + LEVEL_DIM_COUNT]);
  let inner: f64 = 1.0;
  let spanned: f64 = 0.0;
  for (let dim: i32 = count - 1; dim >= 0; dim -= 1) {
    const outer: f64 = inner * scenario[base + LEVEL_DIM_0 + dim];
    if (outer > stride && inner < stride * ranks && scenario[base + LEVEL_DIM_0 + dim] > 1.0) spanned += 1.0;
    inner = outer;
  }
  return Math.max(spanned, 1.0);
}

/** Ranks along one side of the part of a torus that a group spans. */
function torusSide(ranks: f64, dimensions: f64): f64 {
  if (dimensions === 1.0) return ranks;
  if (dimensions === 2.0) return Math.sqrt(ranks);
  let side: f64 = 1.0;
  while (side * side * side < ranks) side += 1.0;
  return side;
}

/** Seconds per byte of an all-to-all on a torus: every byte travels a quarter of each ring it spans, in both directions. */
function torusExchangeInverse(side: f64, dimensions: f64, linkRate: f64): f64 {
  return Math.max((dimensions * side) / 4.0, 1.0) / (2.0 * dimensions * linkRate);
}

/**
 * Bandwidths and latencies of one group, from its members on each level. A ring visits the members of a domain one after the other and
 * leaves it once, so its pass takes as many hops of a level as there are domains to leave; a tree between domains takes their logarithm.
 */
function resolveGroup(group: i32, ranks: f64, stride: f64): void {
  const levels: i32 = i32(scenario[NET_COUNT]);
  const out: i32 = GROUPS + group * GROUP_STRIDE;
  let inside: f64 = 1.0;
  let ring: f64 = 0.0;
  let exchange: f64 = 0.0;
  let inner: f64 = 0.0;
  let latency: f64 = 0.0;
  let pass: f64 = 0.0;
  let depth: f64 = 0.0;
  let ramp: f64 = 0.0;
  let outermost: f64 = 0.0;
  let reduction: f64 = 0.0;
  let across: f64 = 0.0;
  let innerInverse: f64 = 0.0;
  let domains: f64 = 1.0;
  let hasLeft: bool = false;
  let next: f64 = 0.0;
  let single: f64 = 0.0;
  let singleAcross: f64 = 0.0;
  let own: f64 = 0.0;
  let slowed: f64 = 1.0;
  let bridgedInside: f64 = 1.0;
  let bridgedOutside: f64 = 1.0;
  for (let level: i32 = 0; level < levels; level += 1) {
    const base: i32 = NET_FIRST + level * LEVEL_STRIDE;
    const last: bool = level === levels - 1;
    const members: f64 = last ? ranks : Math.min(work[MEMBERS + group * MAX_LEVELS + level], ranks);
    if (members <= inside) continue;
    const isHost: bool = scenario[base + LEVEL_KIND] === HOST;
    // Nothing leaves a host through adapters to get to another of its accelerators.
    const outside: bool = level > 0 && !isHost;
    const efficiency: f64 = scenario[base + LEVEL_EFFICIENCY];
    const hop: f64 = scenario[base + LEVEL_LATENCY] + (outside ? ADAPTER_STEP_SECONDS : 0.0);
    const neighbour: f64 = scenario[base + LEVEL_NEIGHBOUR];
    let rate: f64 = scenario[base + LEVEL_BANDWIDTH] * efficiency;
    const leaving: f64 = (ranks - inside) / ranks;
    // Hops of the longest pass: one for each domain inside that is left towards the next. The pass is one hop short of the whole ring,
    // and the one that it leaves out lies inside a domain.
    let hops: f64 = members >= ranks ? ranks / inside : ranks / inside - ranks / members;
    if (inside === 1.0) hops -= 1.0;
    if (scenario[base + LEVEL_KIND] === TORUS) {
      const link: f64 = neighbour * efficiency;
      const dimensions: f64 = torusDimensions(base, stride, members);
      const side: f64 = torusSide(members, dimensions);
      rate = 2.0 * dimensions * link;
      // Rings of all dimensions one after the other, each walked from both sides.
      hops = (hops / Math.max(members / inside - 1.0, 1.0)) * Math.max(dimensions * (side - 1.0) * 0.5, 1.0);
      exchange = Math.max(exchange, leaving * torusExchangeInverse(side, dimensions, link));
      next = Math.max(next, 1.0 / link);
    } else {
      // On a mesh of direct links, those to ranks outside the group are of no use to it.
      if (scenario[base + LEVEL_KIND] === MESH && neighbour > 0.0) {
        rate = Math.min(rate, neighbour * efficiency * (members / inside - 1.0));
        next = Math.max(next, 1.0 / (neighbour * efficiency));
      } else {
        if (isHost && members > 2.0) {
          rate *= HOST_SHARE;
          if (inside === 1.0) bridgedInside = 1.0 / HOST_SHARE;
          else bridgedOutside = 1.0 / HOST_SHARE;
        }
        next = Math.max(next, 1.0 / rate);
      }
      // The kernel copies a rank's own share on the way of the others'.
      if (inside === 1.0) own = FILL / (ranks * rate);
      exchange = Math.max(exchange, leaving / rate + (inside === 1.0 ? own : 0.0));
    }
    const share: f64 = 1.0 / (rate * Math.min(inside, RAILS));
    if (inside === 1.0) {
      inner = exchange;
      innerInverse = 1.0 / rate;
      depth = Math.min(members - 1.0, hops) * hop;
      if (members >= FEWEST_TO_REDUCE && scenario[base + LEVEL_REDUCTION] > 0.0) {
        reduction = 1.0 / (scenario[base + LEVEL_BANDWIDTH] * scenario[base + LEVEL_REDUCTION]);
      }
    } else {
      const parts: f64 = members / inside;
      depth += treeDepth(parts) * hop;
      // A tree over two sends every byte once each way, over more twice; switches that add up take it at their own rate.
      let passes: f64 = clamp(parts - 1.0, 1.0, 2.0);
      const added: f64 = scenario[base + LEVEL_REDUCTION];
      if (added > 0.0) {
        passes = Math.min(passes, efficiency / added);
        slowed = Math.max(slowed, passes);
      }
      across = Math.max(across, passes * share);
      if (single === 0.0) {
        single = 1.0 / (rate * RAILS);
        singleAcross = passes * single;
      }
    }
    ring = Math.max(ring, share);
    pass += hops * hop;
    ramp = Math.max(ramp, scenario[base + LEVEL_RAMP]);
    latency = Math.max(latency, hop);
    outermost = f64(level);
    // Scale-up domains: leaves and pods beyond are ways between the same ones.
    if (!hasLeft) domains = ranks / inside;
    hasLeft = hasLeft || outside;
    inside = members;
  }
  work[out + G_RANKS] = ranks;
  work[out + G_LEVEL] = outermost;
  work[out + G_RING_INVERSE] = ring;
  work[out + G_LATENCY] = ranks > 1.0 ? LAUNCH_SECONDS + latency : 0.0;
  work[out + G_EXCHANGE_INVERSE] = exchange;
  work[out + G_EXCHANGE_INNER] = inner;
  work[out + G_REDUCTION] = reduction;
  work[out + G_DOMAINS] = domains;
  work[out + G_NEXT_INVERSE] = next;
  work[out + G_RING_LATENCY] = pass;
  work[out + G_TREE_LATENCY] = depth;
  work[out + G_RAMP] = ramp;
  work[out + G_TREE_ACROSS] = across;
  work[out + G_INNER_INVERSE] = innerInverse;
  takeRoutes(group, out, single, singleAcross, own, slowed, bridgedInside, bridgedOutside);
}

/**
 * Puts what the routes of the drawing say in place of what the levels say. One ring or tree alone never gets below `single` and
 * `singleAcross` seconds per byte, whatever the drawing offers; `own` seconds per byte copy a rank's own share of an exchange. Switches
 * that add up take `slowed` times what their links would, and PCIe `bridged…` times what it takes a pair.
 */
function takeRoutes(
  group: i32,
  out: i32,
  single: f64,
  singleAcross: f64,
  own: f64,
  slowed: f64,
  bridgedInside: f64,
  bridgedOutside: f64,
): void {
  const routes: i32 = ROUTES_FIRST + group * ROUTE_STRIDE;
  const ringInside: f64 = scenario[routes + ROUTE_RING_INSIDE] * bridgedInside;
  const ringOutside: f64 = scenario[routes + ROUTE_RING_OUTSIDE] * bridgedOutside;
  const exchangeInside: f64 = scenario[routes + ROUTE_EXCHANGE_INSIDE] * bridgedInside;
  const exchangeOutside: f64 = scenario[routes + ROUTE_EXCHANGE_OUTSIDE] * bridgedOutside;
  const next: f64 = Math.max(
    scenario[routes + ROUTE_NEXT_INSIDE] * bridgedInside,
    scenario[routes + ROUTE_NEXT_OUTSIDE] * bridgedOutside,
  );
  const tree: f64 = scenario[routes + ROUTE_TREE] * slowed * bridgedOutside;
  if (ringInside > 0.0) work[out + G_INNER_INVERSE] = ringInside;
  if (ringOutside > 0.0) work[out + G_RING_INVERSE] = Math.max(ringInside, Math.max(ringOutside, single));
  else if (ringInside > 0.0) work[out + G_RING_INVERSE] = ringInside;
  if (tree > 0.0) work[out + G_TREE_ACROSS] = Math.max(tree, singleAcross);
  if (exchangeInside > 0.0 || exchangeOutside > 0.0) {
    const inner: f64 = exchangeInside > 0.0 ? exchangeInside + own : 0.0;
    work[out + G_EXCHANGE_INVERSE] = Math.max(inner, exchangeOutside);
    work[out + G_EXCHANGE_INNER] = inner;
  }
  if (next > 0.0) work[out + G_NEXT_INVERSE] = next;
}

/** Product of the sizes of all dimensions inside the given one. */
function strideOf(dimension: f64): f64 {
  let stride: f64 = 1.0;
  for (let place: i32 = 0; place < 4; place += 1) {
    const other: f64 = scenario[PLAN_ORDER_0 + place];
    if (other === dimension) return stride;
    if (other === 0.0) stride *= scenario[PLAN_TENSOR];
    else if (other === 1.0) stride *= scenario[PLAN_CONTEXT];
    else if (other === 2.0) stride *= scenario[PLAN_DATA];
    else stride *= scenario[PLAN_PIPELINE];
  }
  return stride;
}

/** Places all groups of the strategy in `scenario`. */
export function placeGroups(): void {
  const levels: i32 = i32(scenario[NET_COUNT]);
  for (let level: i32 = 0; level < levels; level += 1) {
    placeLevel(level, scenario[NET_FIRST + level * LEVEL_STRIDE + LEVEL_ACCELERATORS]);
  }
  const tensor: f64 = scenario[PLAN_TENSOR];
  const context: f64 = scenario[PLAN_CONTEXT];
  const data: f64 = scenario[PLAN_DATA];
  const shardRanks: f64 = scenario[PLAN_SHARDING_GROUP];
  const expert: f64 = scenario[PLAN_EXPERT];
  const expertTensor: f64 = scenario[PLAN_EXPERT_TENSOR];
  const dataStride: f64 = strideOf(2.0);
  const contextStride: f64 = strideOf(1.0);
  resolveGroup(TENSOR_GROUP, tensor, strideOf(0.0));
  resolveGroup(CONTEXT_GROUP, context, contextStride);
  resolveGroup(PIPELINE_GROUP, scenario[PLAN_PIPELINE], strideOf(3.0));
  resolveGroup(SHARD_GROUP, context * shardRanks, Math.min(context > 1.0 ? contextStride : dataStride, dataStride));
  resolveGroup(REPLICA_GROUP, data / shardRanks, dataStride * shardRanks);
  resolveGroup(EXPERT_TENSOR_GROUP, expertTensor, 1.0);
  resolveGroup(EXPERT_GROUP, expert, expertTensor);
  resolveGroup(EXPERT_DATA_GROUP, (tensor * context * data) / (expertTensor * expert), expertTensor * expert);
}
