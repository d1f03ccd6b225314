/** Writes the report of a plan: which chapters there are, and what each says. Pure: the same inputs give the same document. */
import { fileStem } from '../plan/file-stem.ts';
import { assumptionsChapter, sourcesChapter } from './report-assumptions.ts';
import type { ReportBlock, ReportDocument } from './report-document.ts';
import type { ReportInputs } from './report-inputs.ts';
import { costChapter, failuresChapter, memoryChapter, powerChapter, stepChapter } from './report-results.ts';
import { heading, note, paragraph, quantity } from './report-words.ts';

/** Longest text that a QR code can hold, bytes (version 40, low error correction); a link is ASCII, one byte a character. */
const QR_CAPACITY_BYTES = 2_953;

/** The whole report as data; the worker lays it out. */
export function buildReport(inputs: ReportInputs): ReportDocument {
  const { plan } = inputs;
  const name = plan.name.trim() === '' ? 'Untitled plan' : plan.name;
  return {
    title: name,
    subtitle: `Training plan · ${inputs.modelName} on ${quantity('count', inputs.scenario.strategy.accelerators)} × ${inputs.acceleratorName} · made ${inputs.madeAt.slice(0, 10)}`,
    madeAt: inputs.madeAt,
    paper: inputs.paper,
    planFile: { name: `${fileStem(name)}.trainyard.json`, json: inputs.planJson },
    blocks: [
      ...titlePage(inputs),
      ...stepChapter(inputs),
      ...memoryChapter(inputs),
      ...failuresChapter(inputs),
      ...costChapter(inputs),
      ...powerChapter(inputs),
      ...assumptionsChapter(inputs),
      ...sourcesChapter(inputs),
      ...linkChapter(inputs),
    ],
  };
}

/** Headline figures and the drawing. */
function titlePage({ estimate, plan, figures }: ReportInputs): ReportBlock[] {
  const { step, run, cost, power, reliability, memory } = estimate;
  return [
    {
      type: 'key-figures',
      figures: [
        {
          label: 'Training time',
          value: quantity('duration', run.wallSeconds),
          note: `${quantity('duration', run.idealSeconds)} without losses`,
        },
        {
          label: 'Cost',
          value: quantity('money', cost.headlineUsd, cost.currency),
          note: cost.basis === 'rent' ? 'rented' : 'owned',
        },
        {
          label: 'Facility power',
          value: quantity('power', power.averageFacilityWatts),
          note: `peak ${quantity('power', power.peakFacilityWatts)}`,
        },
        {
          label: 'Goodput',
          value: quantity('ratio', reliability.goodput),
          note: `${quantity('count', reliability.interruptionsPerDay)} interruptions a day`,
        },
        {
          label: 'Step time',
          value: quantity('duration', step.seconds),
          note: `${quantity('ratio', step.modelFlopsUtilization)} model FLOP utilization`,
        },
        {
          label: 'Memory of the worst rank',
          value: quantity('memory', memory.totalBytes),
          note: `of ${quantity('memory', memory.capacityBytes)}${memory.fits ? '' : ': does not fit'}`,
        },
      ],
    },
    { type: 'figure', figure: figures.drawing, caption: 'The cluster as drawn' },
    ...(plan.notes.trim() === '' ? [] : [heading(2, 'Notes'), paragraph(plan.notes)]),
  ];
}

function linkChapter({ link }: ReportInputs): ReportBlock[] {
  const fits = link.length <= QR_CAPACITY_BYTES;
  return [
    heading(1, 'Open this plan'),
    paragraph(
      'The link holds the whole plan; opening it shows the same drawing and computes the same figures. The plan is also attached to this document as a file.',
    ),
    { type: 'link', text: 'Open this plan in Trainyard', url: link },
    fits
      ? { type: 'qr-code', url: link, caption: 'The same link as a QR code' }
      : note(`The link has ${quantity('count', link.length)} characters: more than a QR code can hold.`),
  ];
}
