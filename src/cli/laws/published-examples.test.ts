/** Every worked example, asked of the product's own laws from the example's inputs: here only names and units are given. */
import { describe, expect, it } from 'vitest';
import catalogue from '../../../workers/model/acceptance/reliability-power-cost.json' with { type: 'json' };
import { evaluateLaw } from './evaluate-law.ts';

type Inputs = Readonly<Record<string, number>>;

interface Example {
  readonly id: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: number;
  readonly tolerance: string;
  readonly source: string;
}

/** A law, its inputs with their units, the figure to look at and the size of the example's unit in the law's. */
type Question = readonly [law: string, inputs: Readonly<Record<string, number | string>>, figure: string, unit: number];

const EXAMPLES = catalogue.examples as unknown as readonly Example[];
const [MIN, H, DAY] = [60, 3600, 86_400];
const [KW, MW, GW] = [1e3, 1e6, 1e9];
const [MWH, GWH] = [3.6e9, 3.6e12];
const TONNE = 1000;

const observed = (i: Inputs, count: number, components: number): Readonly<Record<string, number | string>> => ({
  interruptions: count,
  components,
  time: `${i['days']} days`,
});
const fleet = (i: Inputs): Readonly<Record<string, number>> => ({
  machines: i['gpus']! / 8,
  perThousandMachineDays: i['r_f']! * 1000,
});
/** Mean time between the interruptions of so many nodes with a rate per node-day. */
const meanOfNodes = (i: Inputs): number =>
  figureOf([
    'fleet-interruptions',
    { machines: i['nodes']!, perThousandMachineDays: i['r_f']! * 1000 },
    'meanBetween',
    1,
  ]);
const nodeGoodput = (i: Inputs): Question => [
  'goodput',
  { blocking: `${i['w_min']} min`, recovery: `${i['u0_min']} min`, meanBetween: meanOfNodes(i) },
  'firstOrder',
  1,
];
const interval = (i: Inputs, figure: string, mean: string, unit: number): Question => [
  'checkpoint-interval',
  { blocking: `${i['w_min']} min`, meanBetween: mean },
  figure,
  unit,
];
const rated = (i: Inputs, watts: number, extra: Readonly<Record<string, number>> = {}) => ({
  acceleratorHours: i['gpu_hours']!,
  each: watts,
  ...extra,
});

const QUESTIONS: Readonly<Record<string, (i: Inputs) => Question>> = {
  R01: (i) => ['observed-failures', observed(i, i['unexpected']!, 1), 'perDay', 1],
  R02: (i) => ['observed-failures', observed(i, i['unexpected']!, 1), 'meanBetween', H],
  R03: (i) => [
    'observed-failures',
    observed(i, i['unexpected']!, i['gpus']! / i['gpus_per_node']!),
    'perThousandComponentDays',
    1,
  ],
  R04: (i) => ['observed-failures', observed(i, i['n']!, i['gpus']!), 'componentTime', DAY],
  R06: (i) => ['observed-failures', observed(i, i['faulty_gpu']! + i['hbm']!, i['gpus']!), 'perComponentYear', 1],
  R07: (i) => ['fleet-interruptions', fleet(i), 'meanBetween', H],
  R09: (i) => ['fleet-interruptions', fleet(i), 'meanBetween', H],
  R10: (i) => ['scaled-time-between', { meanBetween: `${i['mttf8_days']} days`, ratio: i['ratio']! }, 'meanBetween', H],
  R12: nodeGoodput,
  R13: nodeGoodput,
  R14: (i) => [
    'goodput',
    {
      interval: `${i['interval_min']} min`,
      blocking: `${i['w_s']} s`,
      recovery: `${i['u0_min']} min`,
      meanBetween: H / i['rate_per_h']!,
    },
    'firstOrder',
    1,
  ],
  R16: (i) => interval(i, 'young', `${i['M_h']} h`, H),
  R17: (i) => interval(i, 'daly', `${i['M_h']} h`, MIN),
  R17b: (i) => interval(i, 'daly', `${i['M_h']} h`, MIN),
  R17c: (i) => interval(i, 'daly', `${i['M_min']} min`, MIN),
  R18: (i) => interval(i, 'exact', `${i['M_h']} h`, H),
  R24: (i) => [
    'replica-goodput',
    { meanBetween: `${i['failure_every_min']} min`, stall: `${i['stall_min']} min` },
    'goodput',
    1,
  ],
  R25: (i) => ['observed-goodput', { committed: i['committed']!, tried: i['steps']! }, 'goodput', 1],
  R26: (i) => ['any-failure', { chance: i['p']!, components: i['hosts']! }, 'chance', 1],
  R28: (i) => [
    'observed-failures',
    { time: `${i['h100_h']} h` },
    'perMillionComponentHours',
    figureOf(['observed-failures', { time: `${i['a100_h']} h` }, 'perMillionComponentHours', 1]),
  ],
  R29: (i) => ['observed-failures', { components: i['GB']!, time: `${i['h']} h` }, 'componentTime', H],
  R30: (i) => ['spares', { meanUnderRepair: i['mean_failures_in_window']!, confidence: i['target']! }, 'spares', 1],
  R31: (i) => [
    'observed-failures',
    { interruptions: i['machines_per_day']!, components: i['nodes']!, time: '1 day' },
    'perThousandComponentDays',
    1,
  ],
  R34: (i) => ['peer-loss', { nodes: i['nodes']!, copies: i['copies']!, lost: 2 }, 'chance', 1],

  S01: (i) => ['transfer-bandwidth', { bytes: `${i['TB']} TB`, time: `${i['s']} s` }, 'bandwidth', 1e9],
  S02: (i) => ['checkpoint-overhead', { blocking: `${i['s']} s`, period: `${i['interval_h']} h` }, 'share', 1],
  // Read as 2^40 bytes: with decimal terabytes the quotient would be 13.1, and the convention of 14 bytes not met.
  S03: (i) => ['bytes-each', { bytes: `${i['TB']} TiB`, count: i['params']! }, 'each', 1],
  S05: (i) => ['transfer', { bytes: `${i['TB']} TB`, bandwidth: `${i['TBps']} TB/s` }, 'seconds', 1],
  S06: (i) => ['bytes-each', { bytes: `${i['TB']} TB`, count: i['gpus']! }, 'each', 1e6],
  S09: (i) => [
    'transferred-each',
    { bandwidth: `${i['Gbps']} Gbit/s`, time: `${i['minutes']} min`, count: i['params']! },
    'each',
    1,
  ],
  S10: (i) => ['background-checkpoint', { write: `${i['sync_s']} s`, blocking: `${i['async_s']} s` }, 'speedUp', 1],

  P01: (i) => ['group-power', { count: i['n']!, each: `${i['kW']} kW` }, 'equipment', KW],
  P02: (i) => ['group-power', { count: i['n']!, each: `${i['kW']} kW` }, 'equipment', KW],
  P04: (i) => ['group-power', { count: i['trays']!, each: `${i['tray_W']} W` }, 'equipment', KW],
  P05: (i) => ['rated-headroom', { observed: `${i['obs']} kW`, rated: `${i['rated']} kW` }, 'headroom', 1],
  P06: (i) => ['power-at-load', { peak: `${i['rated']} kW`, load: i['ratio']! }, 'power', KW],
  P08: (i) => ['carbon', { energy: `${i['MWh']} MWh`, gridCarbon: i['g']! / 1000 }, 'carbon', TONNE],
  P09: (i) => ['carbon', { energy: `${i['kWh']} kWh`, gridCarbon: i['g']! / 1000 }, 'carbon', TONNE],
  P10: (i) => ['accelerator-energy', rated(i, i['W']!), 'energy', MWH],
  P11: (i) => ['accelerator-energy', rated(i, i['W']!, { gridCarbon: i['g']! / 1000 }), 'carbon', TONNE],
  P12: (i) => ['accelerator-energy', rated(i, i['W']!, { gridCarbon: i['g']! / 1000 }), 'carbon', TONNE],
  P15: (i) => ['implied-grid-carbon', rated(i, i['W']!, { carbon: i['t']! * TONNE }), 'gridCarbon', 1e-3],
  P16: (i) => ['carbon', { energy: `${i['MWh']} MWh`, gridCarbon: (i['PL']! - i['FR']!) / 1000 }, 'carbon', TONNE],
  P17: (i) => [
    'facility-overhead',
    { equipment: `${i['it_MW']} MW`, facilityFactor: 1 + i['a']! - i['b']!, time: '365 days' },
    'energy',
    GWH,
  ],
  P18: (i) => [
    'group-power',
    { count: i['nodes']!, each: `${i['kW']} kW`, networkShare: i['net_overhead']!, facilityFactor: i['pue']! },
    'facility',
    MW,
  ],
  P19: (i) => [
    'accelerator-energy',
    rated(i, (i['node_kW']! * KW) / i['gpus']!, { facilityFactor: i['pue']! }),
    'energy',
    GWH,
  ],
  P20: (i) => ['accelerator-energy', rated(i, 700, { gridCarbon: 0.416 }), 'carbon', TONNE],

  C02: (i) => ['rent', { acceleratorHours: i['hours']!, rate: i['rate']! }, 'rent', 1],
  C03: (i) => ['calendar', { acceleratorHours: i['hours']!, accelerators: i['gpus']! }, 'time', DAY],
  C04: (i) => ['calendar', { acceleratorHours: i['hours']!, work: i['tokens']! }, 'hoursPerWork', 1],
  C06: (i) => ['useful-price', { rate: i['rate']!, utilization: i['mfu']!, goodput: i['ettr']! }, 'usefulPrice', 1],
  C07: (i) => [
    'purchase',
    {
      nodes: i['nodes']!,
      node: i['node']!,
      facility: i['facility']!,
      switches: i['switches']!,
      switch: i['switch']!,
      cables: i['cables']!,
    },
    'perAccelerator',
    1,
  ],
  C08: (i) => [
    'capital-recovery',
    { capital: i['capex']!, years: i['years']!, interest: i['i']!, residual: i['residual']! },
    'annuity',
    1,
  ],
  C10: (i) => ['colocation', { power: `${i['kW']} kW`, rate: i['rate']! }, 'perMonth', 1],
  C11: (i) => ['electricity', { power: `${i['MW']} MW`, price: i['ca']! - i['tx']! }, 'cost', 1],
  C13: (i) => ['discount', { list: i['on_demand']!, paid: i['spot']! }, 'discount', 1],
  C14: (i) => [
    'group-power',
    { count: i['total']! / i['rack']!, each: `${i['kW_per_rack']} kW`, facilityFactor: i['pue']! },
    'facility',
    GW,
  ],
  C15: (i) => ['rent', { acceleratorHours: i['gpu_hours']!, rate: i['rate']!, goodput: i['ettr']! }, 'lost', 1],
  C16: (i) => [
    'capital-recovery',
    { capital: i['gpu']!, years: (i['years'] as unknown as readonly number[])[0]! },
    'depreciation',
    1,
  ],
};

function figureOf([law, inputs, figure, unit]: Question): number {
  const result = evaluateLaw(law, inputs);
  if (!result.ok) throw new Error(result.message);
  const found = result.answer.figures.find(({ key }) => key === figure);
  return (found?.value ?? Number.NaN) / unit;
}

function ask(example: Example): number {
  return figureOf(QUESTIONS[example.id]!(example.inputs as Inputs));
}

/** Largest difference that the example allows, in its unit. */
function allowedDifference(example: Example): number {
  const absolute = /^abs (\S+)$/.exec(example.tolerance);
  if (absolute) return Number(absolute[1]);
  const relative = /^(\S+)%$/.exec(example.tolerance);
  if (!relative) throw new Error(`no tolerance in ${example.id}`);
  return (Number(relative[1]) / 100) * Math.abs(example.expected);
}

describe('worked examples of failures, storage, power and cost', () => {
  it('has a question for every example, and an example for every question', () => {
    expect(Object.keys(QUESTIONS).sort()).toEqual(EXAMPLES.map((example) => example.id).sort());
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(59);
  });

  it.each(EXAMPLES)('$id $title ($source)', (example) => {
    expect(Math.abs(ask(example) - example.expected)).toBeLessThanOrEqual(allowedDifference(example));
  });

  it('depreciates the same price over six years at half of three', () => {
    expect(figureOf(['capital-recovery', { capital: 40_000, years: 6 }, 'depreciation', 1])).toBeCloseTo(6666.67, 1);
  });
});

describe('numbers in print that must not be met', () => {
  const example = (id: string): Example => EXAMPLES.find((each) => each.id === id)!;

  it('does not stretch the fitted rate to the observed time between failures of 1,024 accelerators', () => {
    const observedHours = example('R09').inputs['observed_h'] as number;
    expect(ask(example('R09')) / observedHours).toBeGreaterThan(3);
    const implied = figureOf([
      'observed-failures',
      { components: 128, time: `${observedHours} h` },
      'perThousandComponentDays',
      1,
    ]);
    expect(implied).toBeCloseTo(23.7, 1);
  });

  it('does not meet the emissions that the Llama 3.3 card prints for the hours of the 3.1 card', () => {
    expect(ask(example('P20')) / (example('P20').inputs['card_t'] as number)).toBeGreaterThan(100);
  });

  it('keeps the hardware energy of a run apart from the rated energy of its accelerators', () => {
    const ratedOnly = figureOf(['accelerator-energy', { acceleratorHours: 30.84e6, each: 700 }, 'energy', GWH]);
    expect(ratedOnly).toBeCloseTo(21.6, 1);
    expect(ask(example('P19')) / ratedOnly).toBeGreaterThan(1.5);
  });
});
