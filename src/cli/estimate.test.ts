import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { encodeLink } from '../codec/encode-link.ts';
import { planToFile } from '../codec/plan-file.ts';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import { buildDrawing } from '../domain/topology/build-drawing.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

function run(args: readonly string[], input = '') {
  const result = spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/estimate.ts', ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

const plan = createEmptyPlan('Eight nodes');
plan.strategy.tensor = 2;
plan.drawing = buildDrawing(
  [
    { id: 'node', kind: 'node', count: 8, catalogId: 'dgx-h100' },
    { id: 'leaf', kind: 'switch', count: 8, catalogId: 'qm9700' },
  ],
  [{ from: 'node', to: 'leaf', catalogId: 'ib-ndr', cablesPerInstance: 8, pattern: 'rails' }],
);

describe('estimate on the command line', () => {
  it('prints the same figures for a file and for its link', async () => {
    const fromFile = run(['-'], planToFile(plan));
    expect(fromFile.stderr).toBe('');
    expect(fromFile.status).toBe(0);
    const output = JSON.parse(fromFile.stdout);
    expect(output.plan).toMatchObject({ name: 'Eight nodes', accelerators: 64 });
    expect(output.step.seconds).toBeGreaterThan(0);
    expect(output.memory.fits).toBe(true);
    const fromLink = run([`https://example.org/trainyard/#${await encodeLink(plan)}`]);
    expect(fromLink.stdout).toBe(fromFile.stdout);
  });

  it('answers single laws, by name and from a list', () => {
    const one = JSON.parse(run(['--law', 'spares', 'meanUnderRepair=1']).stdout);
    expect(one).toMatchObject({ law: 'spares', figures: [{ key: 'spares', value: 4 }] });
    const questions = [{ id: 'a', law: 'transfer', inputs: { bytes: '5.67 TB', bandwidth: '2 TB/s' } }];
    const [first] = JSON.parse(run(['--laws', '-'], JSON.stringify(questions)).stdout);
    expect(first).toMatchObject({ id: 'a', figures: [{ key: 'seconds', unit: 's' }] });
    expect(JSON.parse(run(['--laws']).stdout).map((law: { name: string }) => law.name)).toContain('goodput');
    expect(run(['--law', 'spares'])).toMatchObject({ status: 1, stdout: '' });
    expect(run(['--laws', '-'], '{}')).toMatchObject({ status: 2, stdout: '' });
  });

  it('says what is wrong with a plan, and what would be right', () => {
    const wrong = structuredClone(plan);
    wrong.strategy.tensor = 3;
    const result = run(['-'], planToFile(wrong));
    expect(result.status).toBe(1);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain('Tensor parallelism 3 does not divide');
    expect(result.stderr).toMatch(/Nearest that is valid and fits: .*tensor/);
    const asJson = JSON.parse(run(['-', '--json-errors'], planToFile(wrong)).stderr);
    expect(asJson.problems.map((problem: { code: string }) => problem.code)).toContain('tensor-divides-heads');
    expect(asJson.nearest.changed).toContain('tensor');
  });

  it('tells apart what is no plan', () => {
    expect(run([]).status).toBe(2);
    expect(run(['no-such-file.json'])).toMatchObject({ status: 2, stdout: '' });
    expect(run(['#1cut'])).toMatchObject({ status: 2, stdout: '' });
    expect(run(['-'], '{"format":"something else"}')).toMatchObject({ status: 2, stdout: '' });
  });
});
