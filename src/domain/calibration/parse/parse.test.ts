import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectInput } from './detect-input.ts';
import { readMatmulTable } from './matmul-table.ts';
import { readNcclTests } from './nccl-tests-log.ts';
import { MAX_TEXT_CHARACTERS, ProblemList, readLines, readNumber } from './read-lines.ts';
import { readTrainingLog } from './training-log.ts';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
const BASIS = { globalBatchSequences: 512, sequenceLengthTokens: 8192, accelerators: 128 };

const LOGS = [
  ['megatron.txt', 'Megatron-LM', 4.512, 256],
  ['nemo.txt', 'NeMo', 6.21, 128],
  ['nemo-bar.txt', 'NeMo', 5.04, null],
  ['torchtitan.txt', 'torchtitan', (512 * 8192) / (5867 * 128), null],
  ['deepspeed-timer.txt', 'DeepSpeed', 512 / 112.3, null],
  ['deepspeed-pipeline.txt', 'DeepSpeed', 4.56, null],
  ['maxtext.txt', 'MaxText', 4.123, null],
] as const;

const TABLES = ['all-reduce-64.txt', 'all-gather-8.txt', 'products.csv'] as const;

describe('training logs', () => {
  it.each(LOGS)('reads %s', (name, program, seconds, batch) => {
    const { log, problems } = readTrainingLog(fixture(name), { ...BASIS, globalBatchSequences: batch ?? 512 });
    expect(problems).toEqual([]);
    expect(log?.program).toBe(program);
    expect(Math.abs((log?.stepSeconds ?? 0) / seconds - 1)).toBeLessThan(0.004);
    expect(log?.spread).toBeLessThan(0.02);
    expect(log?.spread).toBeGreaterThan(0);
    expect(log?.warmUpSteps).toBeGreaterThan(0);
    expect(log?.globalBatchSequences).toBe(batch);
    expect(detectInput(fixture(name))).toBe('training-log');
  });

  it('leaves the first steps out, counts a repeated step once, and lets no single pause pull', () => {
    const { log } = readTrainingLog(fixture('megatron.txt').repeat(2), { ...BASIS, globalBatchSequences: 256 });
    expect(log).toMatchObject({ steps: 32, warmUpSteps: 8 });
    expect(log?.stepSeconds).toBeLessThan(4.6);
  });

  it('says which line cannot be read, what is wrong with the whole, and when the batch differs', () => {
    const broken = fixture('maxtext.txt').replace(
      'completed step: 7, seconds: 4.1',
      'completed step: 7, seconds: x4.1',
    );
    const { log, problems } = readTrainingLog(broken, BASIS);
    expect(problems).toEqual([{ line: 10, message: expect.stringContaining('Step 7'), mend: expect.any(String) }]);
    expect(log?.steps).toBe(19);
    expect(readTrainingLog('nothing of the kind', BASIS)).toMatchObject({ log: null, problems: [{ line: 0 }] });
    const other = readTrainingLog(fixture('megatron.txt'), BASIS);
    expect(other.problems[0]?.message).toBe('The log’s global batch is 256 sequences, not 512.');
  });
});

describe('nccl-tests', () => {
  it('reads collective, ranks, hosts and rows', () => {
    const { table, problems } = readNcclTests(fixture('all-reduce-64.txt'));
    expect(problems).toEqual([]);
    expect(table).toMatchObject({ collective: 'all_reduce', ranks: 64, hosts: 8 });
    expect(table?.rows.at(-1)).toMatchObject({ bytes: 8 * 2 ** 30 });
    expect((table?.rows.at(-1)?.busBytesPerSecond ?? 0) / 365e9).toBeCloseTo(1, 1);
    const gather = readNcclTests(fixture('all-gather-8.txt'));
    expect(gather).toMatchObject({ table: { collective: 'all_gather', ranks: 8, hosts: 1 }, problems: [] });
    for (const name of ['all-reduce-64.txt', 'all-gather-8.txt']) {
      expect(detectInput(fixture(name))).toBe('collectives');
    }
  });

  it('says what is missing', () => {
    const text = fixture('all-reduce-64.txt');
    const without = (pattern: RegExp) => readNcclTests(text.replace(pattern, ''));
    expect(without(/all_reduce_perf/).problems[0]?.message).toMatch(/does not name/);
    expect(without(/^# {2}Rank.*$/gm).problems[0]?.message).toMatch(/fewer than two ranks/);
    expect(without(/^ +\d.*$/gm).problems[0]?.message).toMatch(/no row/);
    expect(readNcclTests(`alltoall_perf\n${text}`).problems[0]?.message).toMatch(/alltoall and all_reduce/);
    const { table, problems } = readNcclTests(`${text}\n   1024   256  float  sum -1  12.0\n`);
    expect(problems).toMatchObject([{ message: expect.stringContaining('no times') }]);
    expect(table?.rows.length).toBeGreaterThan(10);
  });
});

describe('tables of products', () => {
  it('reads rows whatever the columns are called', () => {
    const { products, problems } = readMatmulTable(fixture('products.csv'), 'bf16');
    expect(problems).toEqual([]);
    expect(products.map(({ format }) => format)).toEqual(['bf16', 'bf16', 'bf16', 'fp8', 'bf16']);
    expect((products[0]?.flopsPerSecond ?? 0) / 640e12).toBeCloseTo(1, 3);
    const other = readMatmulTable('k;"n";m;TFLOP/s\n1024;2048;4096;500', 'fp16');
    expect(other.products).toEqual([{ m: 4096, n: 2048, k: 1024, format: 'fp16', flopsPerSecond: 500e12 }]);
    expect(detectInput(fixture('products.csv'))).toBe('matrix-products');
  });

  it('says which row is wrong and how', () => {
    const { products, problems } = readMatmulTable(
      'm,n,k,dtype,ms\n8,8,8,bf16,1\n8,8,0,bf16,1\n8,8,8,int3,1\n8,8,8,bf16,',
      'bf16',
    );
    expect(products).toHaveLength(1);
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5]);
    expect(readMatmulTable('m,n,k\n1,1,1', 'bf16').problems[0]?.message).toMatch(/no time and no rate/);
    expect(readMatmulTable('', 'bf16').problems[0]?.message).toMatch(/No line names/);
  });
});

describe('text of any origin', () => {
  const readAll = (text: string) => [
    ...readTrainingLog(text, BASIS).problems,
    ...readNcclTests(text).problems,
    ...readMatmulTable(text, 'bf16').problems,
    detectInput(text),
  ];

  it('never throws, and never takes a number that is none', () => {
    const texts = [...LOGS.map(([name]) => fixture(name)), ...TABLES.map(fixture)];
    const mutated = fc
      .tuple(fc.constantFrom(...texts), fc.nat(4000), fc.string({ maxLength: 30 }), fc.nat(200))
      .map(([text, at, noise, cut]) => text.slice(0, at) + noise + text.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), mutated), (text) => {
        readAll(text);
        const { log } = readTrainingLog(text, BASIS);
        if (log !== null) expect(Number.isFinite(log.stepSeconds) && log.stepSeconds > 0).toBe(true);
        for (const { seconds, busBytesPerSecond } of readNcclTests(text).table?.rows ?? []) {
          expect(seconds > 0 && busBytesPerSecond > 0).toBe(true);
        }
        for (const { flopsPerSecond } of readMatmulTable(text, 'bf16').products)
          expect(flopsPerSecond).toBeGreaterThan(0);
      }),
      { seed: 3, numRuns: 400 },
    );
  });

  it('bounds its work and its words', () => {
    const before = process.cpuUsage();
    const long = `iteration 1/${' '.repeat(3_000_000)}|${'a: '.repeat(1_000_000)}`;
    const many = 'completed step: 1, seconds: x\n'.repeat(400_000);
    for (const text of [long, many, 'step: '.repeat(2_000_000), '\r'.repeat(9_000_000), ',m'.repeat(4_000_000)]) {
      expect(readAll(text).length).toBeLessThan(80);
    }
    const { user, system } = process.cpuUsage(before);
    expect(user + system).toBeLessThan(30e6);
    const problems = new ProblemList();
    expect(readLines('x'.repeat(MAX_TEXT_CHARACTERS + 1), problems)[0]).toHaveLength(2000);
    expect(problems.finish()).toHaveLength(1);
  });

  it('reads numbers as programs print them, and nothing else', () => {
    expect(['1,234.5', '5,867', '1e-3', ' .5 ', '-2'].map(readNumber)).toEqual([1234.5, 5867, 0.001, 0.5, -2]);
    expect(['', '1,23', '0x10', 'NaN', 'Infinity', '1e9999', '1 2', undefined].map(readNumber)).toEqual(
      new Array(8).fill(Number.NaN),
    );
  });
});
