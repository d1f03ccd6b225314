/** A plan as somebody would draw it: a campus of three halls with rows, racks, nodes and spines. 52 blocks. For tests. */
import { createEmptyPlan } from '../../domain/plan/create-empty-plan.ts';
import type { Block, BlockKind, PlanDocument } from '../../domain/plan/plan-document.ts';

const HALLS = 3;
const ROWS_PER_HALL = 5;

/** Makes the plan; every call gives a fresh one. */
export function createSampleCluster(): PlanDocument {
  const plan = createEmptyPlan('Llama 3 405B on 16,384 H100');
  const { blocks, links } = plan.drawing;
  let blockNumber = 0;
  let linkNumber = 0;
  const draw = (
    kind: BlockKind,
    name: string,
    parent: string | null,
    place: readonly number[],
    more: Partial<Block> = {},
  ) => {
    blockNumber += 1;
    const id = `b${blockNumber}`;
    const [x = 0, y = 0, width = 1, height = 1] = place;
    blocks[id] = {
      id,
      kind,
      name,
      parent,
      count: 1,
      x,
      y,
      width,
      height,
      catalogId: null,
      torusDims: null,
      regionId: null,
      powerLimitWatts: null,
      storage: null,
      exceptions: [],
      ...more,
    };
    return id;
  };
  const connectRails = (from: string, to: string) => {
    linkNumber += 1;
    const id = `l${linkNumber}`;
    links[id] = {
      id,
      from,
      to,
      catalogId: 'ib-ndr',
      cablesPerInstance: 8,
      pattern: 'rails',
      bandwidthBytesPerSecond: null,
      latencySeconds: null,
      exceptions: [],
    };
  };
  const site = draw('site', 'Main campus', null, [0, 0, 2000, 1500], { regionId: 'us-va' });
  for (let hall = 0; hall < HALLS; hall++) {
    const power = { powerLimitWatts: 30e6 };
    const hallId = draw('hall', `Hall ${'ABC'[hall]}`, site, [40 + hall * 640, 60, 600, 1300], power);
    const spine = draw('switch', `Spine ${hall + 1}`, hallId, [300, 10, 120, 40], { count: 32, catalogId: 'qm9700' });
    for (let row = 0; row < ROWS_PER_HALL; row++) {
      const rowId = draw('row', `Row ${row + 1}`, hallId, [20, 60 + row * 240, 560, 220]);
      const more = { count: 8, powerLimitWatts: 41_000 };
      const rack = draw('rack', 'Air-cooled rack', rowId, [20, 40, 200, 160], more);
      const exceptions: Block['exceptions'] = row === 2 ? [{ index: 3, state: 'degraded', speedFraction: 0.85 }] : [];
      const node = { count: 4, catalogId: 'dgx-h100', exceptions };
      connectRails(draw('node', 'DGX H100', rack, [16, 32, 160, 96], node), spine);
    }
  }
  return {
    ...plan,
    notes: 'Rails are one switch per accelerator port; the halls share a thin spine.',
    strategy: { ...plan.strategy, tensor: 8, pipeline: 16, sharding: 'parameters', acceleratorsUsed: 16_384 },
    workload: { ...plan.workload, model: { kind: 'catalog', modelId: 'llama3.1-405b' }, trainingTokens: 15.6e12 },
    assumptions: { choices: { failurePreset: 'llama3' }, overrides: { pue: 1.12, checkpointIntervalSeconds: 1800 } },
  };
}
