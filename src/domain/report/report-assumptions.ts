/** The chapters that say what went in: workload, strategy, network, every other input with its source. */
import type { InputSource } from '../estimate/compiled-scenario.ts';
import { SCHEDULE_NAMES } from '../strategy/schedule-names.ts';
import { formatSi } from '../units/format-si.ts';
import type { ReportBlock } from './report-document.ts';
import type { ReportInputs } from './report-inputs.ts';
import { column, heading, note, paragraph, quantity } from './report-words.ts';

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
    ['Sequence length', quantity('tokens', training.sequenceLengthTokens)],
    ['Global batch', `${quantity('count', training.globalBatchSequences)} sequences`],
    ['Training tokens', quantity('tokens', training.trainingTokens)],
    ['Matrix products in', training.matmulFormat],
    [
      'Parallelism',
      `tensor ${strategy.tensor} · context ${strategy.context} · pipeline ${strategy.pipeline} · data ${strategy.data} · expert ${strategy.expert}`,
    ],
    ['Pipeline schedule', `${SCHEDULE_NAMES[strategy.schedule]}, virtual stages per rank: ${strategy.virtualStages}`],
    ['Micro-batch', `${strategy.microBatchSequences} ${strategy.microBatchSequences === 1 ? 'sequence' : 'sequences'}`],
    ['Sharded over data ranks', strategy.sharding === 'none' ? 'nothing' : strategy.sharding],
    ['Recompute', strategy.recompute],
    ['Sequence parallel', strategy.sequenceParallel ? 'yes' : 'no'],
    ['Rank order, innermost first', plan.strategy.rankOrder.join(' · ')],
    ['Software stack', softwareStackName],
  ];
}

/** Every input in force with the number of its source, and the list of sources. */
export function sourcesChapter({ sources, estimate }: ReportInputs): ReportBlock[] {
  const inputs = Object.keys(sources)
    .sort()
    .flatMap((path) => sources[path] ?? []);
  const references = [...new Set(inputs.map((input) => input.source))];
  return [
    heading(1, 'Inputs and sources'),
    paragraph(
      `Computed by performance model ${estimate.modelVersion}. Every input in force is listed with who set it and the number of its source below.`,
    ),
    {
      type: 'table',
      caption: 'Inputs in force',
      columns: [column('Input', 4), column('Value', 2), column('Set by', 1), column('Checked', 1), column('Source', 1)],
      rows: inputs.map((input) => [
        input.label,
        typeof input.value === 'string' ? input.value : formatSi(input.value, input.unit),
        input.isDefault ? 'default' : 'this plan',
        describeTrust(input),
        `[${references.indexOf(input.source) + 1}]`,
      ]),
    },
    heading(2, 'Sources'),
    ...references.map((reference, index) => note(`[${index + 1}] ${reference}`)),
  ];
}

/** Whether the value was read in its source. */
function describeTrust({ isChecked }: InputSource): string {
  if (isChecked === null) return 'plan';
  return isChecked ? 'yes' : 'estimate';
}
