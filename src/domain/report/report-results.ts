/** The chapters that say what came out: step, memory, failures, cost, power. */

import { MEMORY_COMPONENTS } from '../estimate/estimate.ts';
import { MEMORY_LABELS } from '../estimate/memory-labels.ts';
import { CATEGORY_STYLES } from '../figure/figure-theme.ts';
import { figureBlock, type ReportBlock } from './report-document.ts';
import type { ReportInputs } from './report-inputs.ts';
import { amountTable, column, heading, note, paragraph, quantity } from './report-words.ts';

/** Most operations and collectives that are listed; the rest is summed in one row. */
const MOST_ROWS = 30;

/** Where the time of one step goes. */
export function stepChapter({ estimate, figures }: ReportInputs): ReportBlock[] {
  const { step } = estimate;
  const operations = step.operations
    .map((operation) => ({ operation, total: operation.seconds * operation.repeats }))
    .sort((a, b) => b.total - a.total);
  return [
    heading(1, 'One training step'),
    paragraph(
      `A step takes ${quantity('duration', step.seconds)} and trains ${quantity('tokens', step.tokensPerSecond)} per second; each accelerator does ${quantity('flops', step.modelFlopsPerSecondPerAccelerator)} of model work. ` +
        `Model FLOP utilization is ${quantity('ratio', step.modelFlopsUtilization)} (causal half of attention, output layer included, no recompute); hardware FLOP utilization, recompute included, is ${quantity('ratio', step.hardwareFlopsUtilization)}.`,
    ),
    figureBlock(figures.step, 'Where the step goes, on the slowest rank'),
    amountTable(
      'Step time by what it is spent on, after overlap',
      'Part',
      step.breakdown.map(({ category, seconds }) => ({
        key: category,
        label: CATEGORY_STYLES[category].label,
        amount: seconds,
      })),
      'duration',
    ),
    heading(2, 'Operations'),
    {
      type: 'table',
      caption: `The ${Math.min(MOST_ROWS, operations.length)} operations that take longest on the slowest rank`,
      columns: [
        column('Operation', 3),
        column('Phase', 2),
        column('Times', 1, 'right'),
        column('Work', 1.5, 'right'),
        column('One run', 1.5, 'right'),
        column('In the step', 1.5, 'right'),
        column('Bound by', 1.2),
      ],
      rows: operations
        .slice(0, MOST_ROWS)
        .map(({ operation, total }) => [
          operation.name,
          operation.phase,
          quantity('count', operation.repeats),
          quantity('work', operation.flops),
          quantity('duration', operation.seconds),
          quantity('duration', total),
          operation.bound,
        ]),
    },
    heading(2, 'Collectives'),
    step.collectives.length === 0
      ? paragraph('This strategy needs no communication.')
      : {
          type: 'table',
          caption: 'Communication of one step on the slowest rank',
          columns: [
            column('Collective', 3),
            column('Algorithm', 2),
            column('Ranks', 1, 'right'),
            column('Buffer', 1.4, 'right'),
            column('Times', 1, 'right'),
            column('One call', 1.4, 'right'),
            column('Exposed', 1.4, 'right'),
          ],
          rows: step.collectives
            .slice(0, MOST_ROWS)
            .map((collective) => [
              collective.name,
              collective.algorithm,
              quantity('count', collective.ranks),
              quantity('bytes', collective.bytes),
              quantity('count', collective.repeats),
              quantity('duration', collective.seconds),
              quantity('duration', collective.exposedSeconds),
            ]),
        },
  ];
}

/** What fills the memory. */
export function memoryChapter({ estimate, figures }: ReportInputs): ReportBlock[] {
  const { memory } = estimate;
  const headroom = memory.capacityBytes - memory.totalBytes;
  return [
    heading(1, 'Memory'),
    paragraph(
      memory.fits
        ? `The worst rank (pipeline stage ${memory.worstStage + 1}) holds ${quantity('memory', memory.totalBytes)} of ${quantity('memory', memory.capacityBytes)}: ${quantity('memory', headroom)} are free.`
        : `The plan does not fit: the worst rank (pipeline stage ${memory.worstStage + 1}) needs ${quantity('memory', memory.totalBytes)}, which is ${quantity('memory', -headroom)} more than the ${quantity('memory', memory.capacityBytes)} there are.`,
    ),
    figureBlock(figures.memory, 'Memory of the worst rank against its capacity'),
    amountTable(
      'Memory of the worst rank',
      'Component',
      MEMORY_COMPONENTS.map((key) => ({ key, label: MEMORY_LABELS[key], amount: memory.components[key] })),
      'memory',
    ),
    ...(memory.totalBytesByStage.length > 1 ? [figureBlock(figures.memoryByStage, 'Memory by pipeline stage')] : []),
  ];
}

/** What failures take. */
export function failuresChapter({ estimate, figures }: ReportInputs): ReportBlock[] {
  const { reliability } = estimate;
  return [
    heading(1, 'Failures and checkpoints'),
    paragraph(
      `The job is interrupted ${quantity('count', reliability.interruptionsPerDay)} times a day, every ${quantity('duration', reliability.meanSecondsBetweenInterruptions)} on average: ${quantity('count', reliability.interruptionsInRun)} times in the run. ` +
        `A checkpoint holds ${quantity('bytes', reliability.checkpointBytes)}, takes ${quantity('duration', reliability.checkpointWriteSeconds)} to write and stops the training for ${quantity('duration', reliability.checkpointBlockingSeconds)}; one every ${quantity('duration', reliability.checkpointIntervalSeconds)} is assumed, one every ${quantity('duration', reliability.bestCheckpointIntervalSeconds)} loses least. ` +
        `${quantity('ratio', reliability.goodput)} of the wall time is useful work.`,
    ),
    figureBlock(figures.goodput, 'Where wall time goes'),
    amountTable('Shares of wall time that are lost', 'Reason', reliability.lostShares, 'ratio'),
    figureBlock(figures.interruptions, 'Interruptions by cause'),
    amountTable('Interruptions a day', 'Cause', reliability.interruptionsPerDayByCause, 'count'),
  ];
}

/** What the run costs. */
export function costChapter({ estimate, figures }: ReportInputs): ReportBlock[] {
  const { cost } = estimate;
  return [
    heading(1, 'Cost'),
    paragraph(
      `Rented, the run costs ${quantity('money', cost.rented.totalUsd, cost.currency)}; on owned hardware ${quantity('money', cost.owned.totalUsd, cost.currency)}. ` +
        `By what the plan chooses (${cost.basis === 'rent' ? 'rent' : 'own'}), a million tokens cost ${quantity('money', cost.usdPerMillionTokens, cost.currency)} and a useful accelerator-hour ${quantity('money', cost.usdPerUsefulAcceleratorHour, cost.currency)}. Buying everything drawn takes ${quantity('money', cost.capitalUsd, cost.currency)}.`,
    ),
    heading(2, 'Rented'),
    figureBlock(figures.costRented, ''),
    amountTable('', 'Component', cost.rented.components, 'money', cost.currency),
    heading(2, 'Owned'),
    figureBlock(figures.costOwned, ''),
    amountTable('', 'Component', cost.owned.components, 'money', cost.currency),
    note(
      `${cost.currency.code === 'USD' ? 'US dollars' : `${cost.currency.code}, ${cost.currency.perUsd} for 1 US dollar`}. Prices move; each one is listed with its date and source under "Assumptions and inputs".`,
    ),
  ];
}

/** Power, energy and carbon. */
export function powerChapter({ estimate, figures }: ReportInputs): ReportBlock[] {
  const { power } = estimate;
  return [
    heading(1, 'Power, energy and carbon'),
    paragraph(
      `The facility draws ${quantity('power', power.averageFacilityWatts)} on average and ${quantity('power', power.peakFacilityWatts)} at its peak, cooling and distribution included; the equipment alone ${quantity('power', power.averageItWatts)}. ` +
        `The run takes ${quantity('energy', power.energyJoules)} (accelerators alone at rated power: ${quantity('energy', power.acceleratorOnlyEnergyJoules)}) and emits ${quantity('carbonMass', power.operationalCarbonKg)} CO2e in operation, with ${quantity('carbonMass', power.embodiedCarbonKg)} CO2e embodied in the hardware for the time that it is used.`,
    ),
    figureBlock(figures.power, 'Average facility power by component'),
    amountTable('Average facility power', 'Component', power.averageWattsByComponent, 'power'),
  ];
}
