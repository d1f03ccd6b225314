/** Seconds that the model gives a measured collective, on the way that a plan takes: drawing, network, packed scenario, laws. */
import '../../workers/build/portable-globals.ts';
import type { CatalogIndex } from '../../src/domain/catalog/catalog-types.ts';
import { resolveAccelerator } from '../../src/domain/estimate/resolve-accelerator.ts';
import type { NetworkLevel, Scenario, StrategyInputs } from '../../src/domain/estimate/scenario.ts';
import type { Drawing } from '../../src/domain/plan/plan-document.ts';
import { compileNetwork } from '../../src/domain/topology/compile-network.ts';
import { prepareRouter } from '../../src/domain/topology/flow/drawn-router.ts';
import { type RouteAnswer, routeStrategy } from '../../src/domain/topology/flow/route-strategy.ts';
import { EXPERT_GROUP, SHARD_GROUP, scenario } from '../../workers/model/arena.ts';
import { placeGroups } from '../../workers/model/collectives/groups.ts';
import { allReduceOver, gatherOver, plainExchangeOver } from '../../workers/model/collectives/over-group.ts';
import { packScenario } from '../../workers/runtime/pack-scenario.ts';
import { drawMachine } from './measured-machines.ts';
import type { MeasuredCollective } from './read-collectives.ts';

/** What the model says to one row, or why it says nothing. */
export type Prediction =
  | { readonly ok: true; readonly machine: string; readonly seconds: number }
  | { readonly ok: false; readonly machine: string; readonly reason: string };

const OPERATIONS: Readonly<Record<string, (bytes: number) => number>> = {
  all_reduce: (bytes) => allReduceOver(SHARD_GROUP, bytes),
  all_gather: (bytes) => gatherOver(SHARD_GROUP, bytes),
  reduce_scatter: (bytes) => gatherOver(SHARD_GROUP, bytes),
  alltoall: (bytes) => plainExchangeOver(EXPERT_GROUP, bytes),
};

/** Predicts rows; machines that it has seen before are not compiled again. */
export class CollectivePredictor {
  private readonly packed = new Map<string, Prediction & { readonly block: Float64Array }>();
  private placed = '';

  constructor(private readonly index: CatalogIndex) {}

  /** Predicts one row. */
  predict(row: MeasuredCollective): Prediction {
    const { accelerator, fabric, ranks, nodes } = row;
    const operation = OPERATIONS[row.op];
    const key = [accelerator, fabric, ranks, nodes, addsInSwitch(row)].join(' ');
    let machine = this.packed.get(key);
    if (machine === undefined) {
      machine = this.pack(row);
      this.packed.set(key, machine);
    }
    if (!machine.ok) return machine;
    if (operation === undefined) {
      return {
        ok: false,
        machine: machine.machine,
        reason: `training has no use for ${row.op}; the model has no law of it`,
      };
    }
    if (this.placed !== key) {
      for (let at = 0; at < machine.block.length; at += 1) scenario[at] = machine.block[at] ?? 0;
      placeGroups();
      this.placed = key;
    }
    return { ok: true, machine: machine.machine, seconds: operation(row.bytes) };
  }

  private pack(row: MeasuredCollective): Prediction & { readonly block: Float64Array } {
    const block = new Float64Array(scenario.length);
    const machine = drawMachine(row.accelerator, row.fabric, row.ranks, row.nodes);
    if (machine === null) {
      return { ok: false, machine: row.accelerator, reason: whyNotDrawn(row.accelerator), block };
    }
    const network = compileNetwork(machine.drawing, this.index, row.ranks);
    const problem = network.problems[0];
    if (problem !== undefined) return { ok: false, machine: machine.name, reason: problem.message, block };
    const levels = addsInSwitch(row) ? network.network.levels : network.network.levels.map(withoutReduction);
    const described = this.describe(row.ranks, levels);
    // As for a plan: a drawing that the router cannot follow is taken by its levels.
    const routing = this.route(machine.drawing, described.strategy, levels);
    packScenario({ ...described, network: { levels, routes: routing.ok ? routing.routed.routes : null } }, block);
    return { ok: true, machine: machine.name, seconds: 0, block };
  }

  private route(drawing: Drawing, strategy: StrategyInputs, levels: readonly NetworkLevel[]): RouteAnswer {
    const prepared = prepareRouter(drawing, this.index);
    return prepared.ok
      ? routeStrategy(
          prepared.router,
          { ...strategy, hasExperts: true, reducesToAll: true, ranksTogether: null },
          levels,
        )
      : prepared;
  }

  /** A scenario whose sharding and expert groups hold all ranks; what else is in it plays no part in the time of a collective. */
  private describe(ranks: number, levels: readonly NetworkLevel[]): Omit<Scenario, 'economy'> {
    const { models, accelerators, softwareStacks } = this.index.catalog;
    const model = models.find((record) => record.architecture !== null)?.architecture;
    const accelerator = accelerators.find((record) => record.memoryBandwidthBytesPerSecond !== null);
    const stack = softwareStacks[0];
    if (model == null || accelerator === undefined || stack === undefined) throw new Error('the catalogue is empty');
    return {
      model,
      training: {
        sequenceLengthTokens: 1024,
        globalBatchSequences: 1,
        trainingTokens: 1024,
        matmulFormat: 'bf16',
        gradientBytes: 4,
        masterWeightBytes: 4,
        momentBytes: 4,
      },
      strategy: {
        accelerators: ranks,
        tensor: 1,
        context: 1,
        pipeline: 1,
        virtualStages: 1,
        data: ranks,
        expert: ranks,
        expertTensor: 1,
        microBatchSequences: 1,
        sequenceParallel: false,
        sharding: 'none',
        shardingGroupSize: ranks,
        schedule: '1f1b',
        recompute: 'none',
        recomputeLayersPerStage: 0,
        offloadOptimizer: false,
        rankOrder: ['tensor', 'context', 'data', 'pipeline'],
      },
      accelerator: resolveAccelerator(accelerator),
      stack: { factors: stack.factors },
      network: { levels, routes: null },
    };
  }
}

/** Some tables turned the reduction in the switches off, and the switches cannot add up 8-bit integers. */
function addsInSwitch(row: MeasuredCollective): boolean {
  return row.fabric !== 'nvlink-ring' && row.dtype !== 'int8';
}

function withoutReduction(level: NetworkLevel): NetworkLevel {
  return { ...level, inNetworkReduction: false, reductionEfficiency: 0 };
}

function whyNotDrawn(accelerator: string): string {
  // Two ranks of the table share a chip, and the catalogue counts chips.
  if (accelerator === 'trainium1')
    return 'its ranks are the two cores of one chip, inside of which the model has no network';
  return `the catalogue has no ${accelerator}`;
}
