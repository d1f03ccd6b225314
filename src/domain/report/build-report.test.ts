import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../../cli/load-catalog.ts';
import { loadEngine } from '../../cli/load-engine.ts';
import { planFromFile } from '../../codec/plan-file.ts';
import { compileScenario } from '../estimate/compile-scenario.ts';
import type { VectorFigure } from '../figure/vector-figure.ts';
import { buildReport } from './build-report.ts';
import { type ReportDocument, ReportDocumentSchema } from './report-document.ts';
import type { ReportInputs } from './report-inputs.ts';

const EXAMPLE = new URL('../../../public/examples/llama3-405b-16384-h100.json', import.meta.url);
const blank: VectorFigure = { width: 10, height: 10, title: 'A figure', description: 'Nothing', marks: [] };

let inputs: ReportInputs;

beforeAll(async () => {
  const parsed = planFromFile(readFileSync(EXAMPLE, 'utf8'));
  if (!parsed.ok) throw new Error('the example does not open');
  const compiled = compileScenario(parsed.plan, loadCatalog());
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const answer = await loadEngine().estimate(1, compiled.scenario);
  if (!answer.ok) throw new Error(answer.error.code);
  inputs = {
    plan: parsed.plan,
    scenario: compiled.scenario,
    estimate: answer.value,
    sources: compiled.sources,
    modelName: 'Llama 3.1 405B',
    acceleratorName: 'H100',
    softwareStackName: 'Megatron Core',
    figures: {
      drawing: blank,
      step: blank,
      memory: blank,
      memoryByStage: blank,
      costRented: blank,
      costOwned: blank,
      power: blank,
      goodput: blank,
      interruptions: blank,
    },
    link: 'https://example.org/#1abc',
    planJson: '{}',
    madeAt: '2026-11-21T10:00:00Z',
    paper: 'A4',
  };
});

function textOf(report: ReportDocument): string {
  return JSON.stringify(report.blocks).replace(/[\u2009\u00a0]/g, ' ');
}

describe('the report of a plan', () => {
  it('fits the schema that the worker checks', () => {
    expect(v.safeParse(ReportDocumentSchema, buildReport(inputs)).issues).toBeUndefined();
  });

  it('has a chapter for every part of the plan', () => {
    const chapters = buildReport(inputs).blocks.flatMap((block) =>
      block.type === 'heading' && block.level === 1 ? [block.text] : [],
    );
    expect(chapters).toEqual([
      'One training step',
      'Memory',
      'Failures and checkpoints',
      'Cost',
      'Power, energy and carbon',
      'Assumptions and inputs',
      'Inputs and sources',
      'Open this plan',
    ]);
  });

  it('gives every input and resolves every reference', () => {
    const report = buildReport(inputs);
    const table = report.blocks.find((block) => block.type === 'table' && block.caption === 'Inputs in force');
    if (table?.type !== 'table') throw new Error('no table of inputs');
    expect(table.rows.length).toBe(Object.keys(inputs.sources).length);
    const notes = textOf(report);
    for (const row of table.rows) expect(notes).toContain(`"${row.at(-1)} `);
  });

  it('says by how much a plan does not fit', () => {
    const { memory } = inputs.estimate;
    const tight = { ...memory, capacityBytes: memory.totalBytes - 2 ** 30, fits: false };
    const text = textOf(buildReport({ ...inputs, estimate: { ...inputs.estimate, memory: tight } }));
    expect(text).toContain('does not fit');
    expect(text).toContain('1 GiB more than');
  });

  it('leaves out a QR code that could not hold the link, and says so', () => {
    const report = buildReport({ ...inputs, link: `https://example.org/#${'a'.repeat(4000)}` });
    expect(report.blocks.some((block) => block.type === 'qr-code')).toBe(false);
    expect(textOf(report)).toContain('more than a QR code can hold');
  });

  it('names the attached file after the plan, whatever it is called', () => {
    const named = (name: string) => buildReport({ ...inputs, plan: { ...inputs.plan, name } });
    expect(named('Llama 3 / H100?').planFile.name).toBe('llama-3-h100.trainyard.json');
    expect(named('  ').title).toBe('Untitled plan');
    expect(named('///').planFile.name).toBe('plan.trainyard.json');
  });
});
