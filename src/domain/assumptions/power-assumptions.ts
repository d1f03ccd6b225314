/** Watts of what is drawn. Totals follow from the drawing and can be replaced as totals. */
import type { System } from '../catalog/catalog-types.ts';
import type { AssumptionContext, AssumptionDefinition, SourcedNumber } from './assumption-types.ts';
import { opticsOf } from './optics.ts';
import { numberInForce } from './resolve-assumption.ts';
import { fromFact, fromPlan, fromProvenance, getFact, planningValue } from './sourced-number.ts';

const MAX_WATTS = 1e11;

function power(
  key: string,
  label: string,
  meaning: string,
  defaultFor: AssumptionDefinition['defaultFor'],
): AssumptionDefinition {
  return { key, label, group: 'power', dimension: 'power', unit: 'W', min: 0, max: MAX_WATTS, meaning, defaultFor };
}

function share(
  key: string,
  label: string,
  meaning: string,
  defaultFor: AssumptionDefinition['defaultFor'],
): AssumptionDefinition {
  return { key, label, group: 'power', dimension: 'ratio', unit: '×', min: 0, max: 1, meaning, defaultFor };
}

export const ACCELERATOR_PEAK_WATTS = power(
  'acceleratorPeakWatts',
  'Accelerator, at most',
  'Power limit of one accelerator.',
  ({ accelerator, catalog }) => {
    if (accelerator === null) return fromPlan(0, 'no accelerator is drawn');
    if (accelerator.tdpWatts === null) {
      const usual = fromFact(catalog, 'power', 'accelerator-power-b200-sxm');
      return {
        ...usual,
        source: `Not published for ${accelerator.name}; as a B200, ${usual.source}`,
        isChecked: false,
      };
    }
    return fromProvenance(accelerator.tdpWatts, accelerator.provenance, accelerator.name, 'tdpWatts');
  },
);

export const ACCELERATOR_IDLE_WATTS = power(
  'acceleratorIdleWatts',
  'Accelerator, idle',
  'Power of one accelerator that does nothing.',
  (context) => {
    const { accelerator, catalog } = context;
    if (accelerator?.idleWatts != null) {
      return fromProvenance(accelerator.idleWatts, accelerator.provenance, accelerator.name, 'idleWatts');
    }
    const rated = getFact(catalog, 'power', 'accelerator-power-h100-sxm').value;
    const usual = fromFact(catalog, 'power', 'idle_gpu_W.H100', numberInForce(ACCELERATOR_PEAK_WATTS, context) / rated);
    return { ...usual, source: `In proportion to an H100’s, ${usual.source}`, isChecked: false };
  },
);

export const COMPUTE_SHARE = share(
  'powerComputeShare',
  'Power that goes with compute',
  'Share of the power above idle that is drawn while compute-bound kernels run.',
  () => planningValue(0.8, 'an accelerator then averages the published 0.6 to 0.85 of its limit in training'),
);

export const MEMORY_SHARE = share(
  'powerMemoryShare',
  'Power that goes with memory',
  'Share of the power above idle that goes with memory traffic; what compute and memory leave goes with the links.',
  () => planningValue(0.05, 'most memory traffic runs inside compute-bound kernels and is counted with them'),
);

export const RATED_POWER_REACHED = share(
  'ratedPowerReached',
  'Rated power that nodes reach',
  'Highest draw of a node ÷ its rating; 1 = plan with the rating.',
  ({ catalog }) => {
    const rated = getFact(catalog, 'power', 'dgx_h100').value;
    return fromFact(catalog, 'power', 'h100_node_max_observed', 1 / rated);
  },
);

export const TYPICAL_OF_RATED = share(
  'typicalOfRated',
  'Rated power that training draws',
  'Average draw of a node in training ÷ its rating, as published; beside what the model says.',
  ({ catalog }) => fromFact(catalog, 'power', 'h100_node_typical_ratio'),
);

/** What hosts draw beside their accelerators where no rating is known, relative to the accelerators: as in a DGX H100. */
const HOST_PEAK_RELATIVE = 0.5;
const HOST_IDLE_RELATIVE = 0.3;

export const HOST_PEAK_WATTS = power(
  'hostPeakWatts',
  'Hosts, at most',
  'Everything in the nodes but the accelerators, all nodes of the job together.',
  (context) => {
    const reached = numberInForce(RATED_POWER_REACHED, context);
    return sumHosts(context, (system, each) => {
      const accelerators = system.acceleratorsPerSystem * each.peak;
      if (system.maxPowerWatts === null) return HOST_PEAK_RELATIVE * accelerators;
      return Math.max(reached * system.maxPowerWatts - accelerators, hostIdle(system, each));
    });
  },
);

export const HOST_IDLE_WATTS = power(
  'hostIdleWatts',
  'Hosts, idle',
  'Everything in the nodes but the accelerators, idle, all nodes of the job together.',
  (context) => sumHosts(context, hostIdle),
);

interface AcceleratorWatts {
  readonly peak: number;
  readonly idle: number;
}

function hostIdle(system: System, each: AcceleratorWatts): number {
  if (system.idlePowerWatts === null) return HOST_IDLE_RELATIVE * system.acceleratorsPerSystem * each.peak;
  return Math.max(system.idlePowerWatts - system.acceleratorsPerSystem * each.idle, 0);
}

function sumHosts(
  context: AssumptionContext,
  wattsOf: (system: System, each: AcceleratorWatts) => number,
): SourcedNumber {
  const each = {
    peak: numberInForce(ACCELERATOR_PEAK_WATTS, context),
    idle: numberInForce(ACCELERATOR_IDLE_WATTS, context),
  };
  const systems = context.bill.systems.flatMap(({ catalogId, count }) => {
    const system = context.catalog.systems.get(catalogId);
    return system === undefined ? [] : [{ system, count }];
  });
  const watts = systems.reduce((sum, { system, count }) => sum + count * wattsOf(system, each), 0);
  const names = systems.map(({ system, count }) => `${count} × ${system.name}`).join(', ');
  return fromPlan(watts * context.usedShare, names === '' ? 'no node is drawn' : `the drawing: ${names}`);
}

export const SWITCH_WATTS = power('switchWatts', 'Switches', 'All drawn switches together, typical.', (context) => {
  const { bill, catalog } = context;
  const watts = bill.switches.reduce((sum, { catalogId, count }) => {
    const found = catalog.switches.get(catalogId);
    return sum + count * (found?.typicalPowerWatts ?? found?.maxPowerWatts ?? 0);
  }, 0);
  return fromPlan(watts, `the drawing: ${bill.switchCount} switches`);
});

export const OPTICS_WATTS = power(
  'opticsWatts',
  'Optics',
  'Transceivers at both ends of all drawn cables.',
  (context) => {
    const optics = opticsOf(context);
    return fromPlan(optics.watts, `the drawing: ${optics.describe}`);
  },
);

/** Watts that storage draws for each byte per second that it writes. */
const STORAGE_WATTS_PER_BYTE_PER_SECOND = 2e-8;

export const STORAGE_WATTS = power('storageWatts', 'Storage', 'All drawn storage together.', ({ bill }) =>
  planningValue(
    bill.storage.reduce((sum, { count, writeBytesPerSecond }) => sum + count * writeBytesPerSecond, 0) *
      STORAGE_WATTS_PER_BYTE_PER_SECOND,
    '20 W for each GB/s that the drawn storage writes',
  ),
);
