/** The chapters that say what went in: workload, strategy, network, every other input with its source. */
import type { InputSource } from '../estimate/compiled-scenario.ts';
import { formatQuantity } from '../units/format-quantity.ts';
import type { ReportBlock } from './report-document.ts';
import type { ReportInputs } from './report-inputs.ts';
import { column, heading, note, quantity } from './report-words.ts';

/** What the figures rest on: workload, strategy, network, and every input with its value. */
export function assumptionsChapter(inputs: ReportInputs): ReportBlock[] {
  return [
    heading(1, 'Assumptions and inputs'),
    heading(2, 'Workload and strategy'),
    {
      type: 'table',
      caption: 'What is trained, and how the work is cut',
      columns: [column('Input', 2), column('Value', 3)],
      rows: workloadRows(inputs),
    },
    heading(2, 'Network, from the drawing'),
    {
      type: 'table',
      caption: 'Nested domains, innermost first; per accelerator, one direction',
      columns: [
        column('Domain', 4),
        column('Accelerators', 1.5, 'right'),
        column('Bandwidth', 1.5, 'right'),
        column('Latency', 1.2, 'right'),
      ],
      rows: inputs.scenario.network.levels.map((level) => [
        level.label,
        quantity('count', level.accelerators),
        quantity('bandwidth', level.bandwidthBytesPerSecond),
        quantity('duration', level.latencySeconds),
      ]),
    },
  ];
}

function workloadRows({ scenario, plan, modelName, acceleratorName, softwareStackName }: ReportInputs): string[][] {
  const { strategy, training } = scenario;
  return [
    ['Model', modelName],
    ['Accelerators', `${quantity('count', strategy.accelerators)} × ${acceleratorName}`],
    ['Sequence length', `${quantity('tokens', training.sequenceLengthTokens)} tokens`],
    ['Global batch', `${quantity('count', training.globalBatchSequences)} sequences`],
    ['Training tokens', `${quantity('tokens', training.trainingTokens)} tokens`],
    ['Matrix products in', training.matmulFormat],
    [
      'Parallelism',
      `tensor ${strategy.tensor} · context ${strategy.context} · pipeline ${strategy.pipeline} · data ${strategy.data} · expert ${strategy.expert}`,
    ],
    ['Pipeline schedule', `${strategy.schedule}, ${strategy.virtualStages} virtual stage(s) per rank`],
    ['Micro-batch', `${strategy.microBatchSequences} sequence(s)`],
    ['Sharded over data ranks', strategy.sharding === 'none' ? 'nothing' : strategy.sharding],
    ['Recompute', strategy.recompute],
    ['Sequence parallel', strategy.sequenceParallel ? 'yes' : 'no'],
    ['Rank order, innermost first', plan.strategy.rankOrder.join(' · ')],
    ['Software stack', softwareStackName],
  ];
}

/** Every input in force, with where it comes from. */
export function sourcesChapter({ sources, estimate }: ReportInputs): ReportBlock[] {
  const rows = Object.keys(sources)
    .sort()
    .flatMap((path) => {
      const input = sources[path];
      if (input === undefined) return [];
      const trust = input.isChecked === false ? ' (estimate, not checked)' : '';
      return [
        [input.label, describeValue(input), input.isDefault ? 'default' : 'this plan', `${input.source}${trust}`],
      ];
    });
  return [
    heading(1, 'Sources'),
    {
      type: 'table',
      caption: 'Every input in force and where it comes from',
      columns: [column('Input', 2.4), column('Value', 1.6), column('Set by', 1), column('Source', 4)],
      rows,
    },
    note(`Computed by performance model ${estimate.modelVersion} from the inputs above.`),
  ];
}

function describeValue({ value, unit }: InputSource): string {
  if (typeof value === 'string') return value;
  const { text } = formatQuantity('count', value);
  return unit === '' ? text : `${text} ${unit}`;
}
