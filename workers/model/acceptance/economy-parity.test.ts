/** The economy's laws must give the same numbers as TypeScript and as WebAssembly. */
import '../../build/portable-globals.ts';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { IN_BASIS, IN_CAPITAL_COUNT, MAX_CAPITAL } from '../cost/cost-abi.ts';
import { ECONOMY_INPUT_LENGTH, ECONOMY_OUTPUT_LENGTH } from '../economy.ts';
import { EMBODIED_COUNT } from '../power/power-abi.ts';
import {
  CAUSE_EFFECT,
  CAUSE_LENGTH,
  IN_CAUSE_COUNT,
  IN_CAUSES,
  IN_CHECKPOINT_KIND,
  IN_FAULT_TOLERANCE,
  IN_SPARE_POOL,
  MAX_CAUSES,
} from '../reliability/reliability-abi.ts';
import * as portable from './economy-harness.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Largest and smallest value of each slot of the input block, in its order. */
const STEP_RANGES: readonly (readonly [number, number])[] = [
  [1, 2e5],
  [1e8, 2e12],
  [0.1, 60],
  [1e3, 2e6],
  [1e9, 4e13],
  [0, 60],
  [0, 60],
  [0, 60],
  [0.05, 0.7],
];
/** Components, rate, effect, machines lost, repair, speed, shape. */
const CAUSE_RANGES: readonly (readonly [number, number])[] = [
  [0, 2e5],
  [0, 1e-5],
  [0, 2],
  [0, 20],
  [0, 2e5],
  [0, 1],
  [0.4, 2],
];
const RELIABILITY_RANGES: readonly (readonly [number, number])[] = [
  [0, 2000],
  [0, 4000],
  [0, 2000],
  [2, 18],
  [1e9, 1e13],
  [1e9, 1e13],
  [1e9, 1e11],
  [0, 4],
  [1e-3, 1],
  [-1e4, 2e4],
  [0, 1e4],
  [0, 0.3],
  [0, 2e5],
  [0.5, 0.999],
  [1, 3e4],
  [0, 300],
  [0, MAX_CAUSES + 1],
  ...Array.from({ length: MAX_CAUSES }, () => CAUSE_RANGES).flat(),
  [1, 5],
  [0, 40],
  [0, 3],
  [0, 2],
  [1, 300],
  [0, 600],
];
const COST_RANGES: readonly (readonly [number, number])[] = [
  [0, 2],
  [0.1, 20],
  [0, 2000],
  [0.1, 1],
  [1, 10],
  [0, 0.3],
  [0, 0.5],
  [0, 0.2],
  [0, 1e7],
  [0, 400],
  [0, 0.4],
  [0, 1e6],
  [0.1, 1],
  [0, MAX_CAPITAL + 1],
  ...Array.from({ length: MAX_CAPITAL }, () => [0, 1e9] as const),
  [0.1, 30],
  [0.1, 1],
  [0, 5],
  [0, 1e9],
  [0, 30],
  [1, 30],
  [-1e7, 1e8],
  [0, 30],
  [0, 1e13],
  [0, 1e-10],
  [0, 1e6],
  [0, 1e7],
];
const POWER_RANGES: readonly (readonly [number, number])[] = [
  [1, 2e5],
  [0, 200],
  [200, 2000],
  [0, 0.6],
  [0, 0.3],
  [0, 0.1],
  [0, 1e7],
  [1e7, 3e7],
  [0, 1e6],
  [0, 1e6],
  [0, 1e6],
  [1, 2],
  [0, 1],
  [0, 3],
  ...Array.from({ length: EMBODIED_COUNT }, () => [0, 1e8] as const),
  [1, 10],
  [200, 2000],
  [1, 4],
  [-0.2, 1],
  [0, 1],
  [0, 24],
  [0, 24],
];
const RANGES = [...STEP_RANGES, ...RELIABILITY_RANGES, ...POWER_RANGES, ...COST_RANGES];
/** Slots that hold a kind or a number of entries. */
const WHOLE: readonly number[] = [
  IN_CHECKPOINT_KIND,
  IN_FAULT_TOLERANCE,
  IN_SPARE_POOL,
  IN_BASIS,
  IN_CAUSE_COUNT,
  IN_CAPITAL_COUNT,
  ...Array.from({ length: MAX_CAUSES }, (_, cause) => IN_CAUSES + CAUSE_LENGTH * cause + CAUSE_EFFECT),
];

const arbitraryBlock = fc
  .array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: RANGES.length, maxLength: RANGES.length })
  .map((shares) =>
    RANGES.map(([low, high], slot) => {
      const value = low + (shares[slot] ?? 0) * (high - low);
      return WHOLE.includes(slot) ? Math.floor(value) : value;
    }),
  );

interface Compiled {
  readonly input: Float64Array;
  readonly output: Float64Array;
  run(): void;
  runElementary(): void;
}

async function compileHarness(): Promise<Compiled> {
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const options = ['-O3', '--runtime', 'stub', '--use', 'abort='];
  const result = await asc.main(
    ['workers/model/acceptance/economy-harness.ts', '--outFile', 'harness.wasm', ...options],
    {
      readFile: (name, folder) => {
        try {
          return readFileSync(`${ROOT}${folder === '.' ? name : `${folder}/${name}`}`, 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (name, contents) => {
        if (name === 'harness.wasm' && typeof contents !== 'string') binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (result.error !== null || binary === undefined) throw new Error(result.stderr.toString());
  const { instance } = await WebAssembly.instantiate(binary as BufferSource);
  const exports = instance.exports as unknown as {
    readonly memory: WebAssembly.Memory;
    readonly input: WebAssembly.Global;
    readonly output: WebAssembly.Global;
    run(): void;
    runElementary(): void;
  };
  const view = (pointer: WebAssembly.Global, length: number): Float64Array =>
    new Float64Array(exports.memory.buffer, pointer.value as number, length);
  return {
    input: view(exports.input, ECONOMY_INPUT_LENGTH),
    output: view(exports.output, ECONOMY_OUTPUT_LENGTH),
    run: () => exports.run(),
    runElementary: () => exports.runElementary(),
  };
}

/** Equal within 1e-12 of the larger, or both the same infinity; below the normal numbers there are no such digits. */
function expectSame(actual: ArrayLike<number>, expected: ArrayLike<number>, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const [a, b] = [actual[index]!, expected[index]!];
    expect(Number.isNaN(a), `slot ${index}`).toBe(false);
    if (a === b) continue;
    expect(Math.abs(a - b), `slot ${index}`).toBeLessThanOrEqual(1e-12 * Math.max(Math.abs(a), Math.abs(b), 1e-290));
  }
}

describe('economy as TypeScript and as WebAssembly', () => {
  it('draws a value for every slot', () => {
    expect(RANGES.length).toBe(ECONOMY_INPUT_LENGTH);
  });

  let compiled: Compiled;
  beforeAll(async () => {
    compiled = await compileHarness();
  });

  it('agrees on exponentials and logarithms, and with the platform', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        compiled.input[0] = x;
        portable.input[0] = x;
        compiled.runElementary();
        portable.runElementary();
        expectSame(compiled.output, portable.output, 4);
        const size = Math.abs(x);
        expectSame(portable.output, [Math.exp(x), Math.expm1(x), Math.log(size), Math.log1p(size)], 4);
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it('agrees on the whole output block', () => {
    fc.assert(
      fc.property(arbitraryBlock, (block) => {
        compiled.input.set(block);
        (portable.input as unknown as Float64Array).set(block);
        compiled.run();
        portable.run();
        expectSame(compiled.output, portable.output, ECONOMY_OUTPUT_LENGTH);
        expect(compiled.output.every(Number.isFinite)).toBe(true);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
