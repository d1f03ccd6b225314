/**
 * Lets the model's AssemblyScript run as plain TypeScript: AssemblyScript's portable shim, and the fixed-length arrays that it lacks.
 * Import this before anything of `workers/model`.
 */
import 'assemblyscript/std/portable/index.js';

declare global {
  class StaticArray<T extends number> {
    constructor(length: number);
    readonly length: number;
    [index: number]: T;
  }
}

(globalThis as unknown as { StaticArray: typeof Float64Array }).StaticArray = Float64Array;
