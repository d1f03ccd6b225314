/** The economy's laws must give the same numbers as TypeScript and as WebAssembly. */
import '../../build/portable-globals.ts';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { packEconomy, packEconomyStep } from '../../runtime/pack-economy.ts';
import { ECONOMY_INPUT_LENGTH, ECONOMY_OUTPUT_LENGTH } from '../economy-abi.ts';
import { arbitraryEconomy } from './arbitrary-economy.ts';
import * as portable from './economy-harness.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

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
      fc.property(arbitraryEconomy, ({ inputs, step }) => {
        for (const block of [compiled.input, portable.input as unknown as Float64Array]) {
          packEconomy(inputs, block, 0);
          packEconomyStep(step, block, 0);
        }
        compiled.run();
        portable.run();
        expectSame(compiled.output, portable.output, ECONOMY_OUTPUT_LENGTH);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
