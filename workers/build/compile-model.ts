/**
 * Compiles `workers/model` to WebAssembly with AssemblyScript. The result is kept in `node_modules/.cache` under a hash of the sources,
 * the compiler's version and its options, so that an unchanged model is never compiled twice.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the project. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODEL_FOLDER = join(ROOT, 'workers', 'model');
const CACHE_FOLDER = join(ROOT, 'node_modules', '.cache', 'trainyard-model');
const ENTRY = 'workers/model/index.ts';
const OUTPUT = 'model.wasm';

/** `abort=` turns the host's abort hook into a trap: the module imports nothing. */
const SHARED_OPTIONS = ['--runtime', 'stub', '--use', 'abort=', '--initialMemory', '64'];
/**
 * The release build leaves out the bounds checks of arrays, a third of its time: `check.ts` bounds what indexes come from, and the debug
 * build, which keeps the checks, has to give the same numbers (`workers/runtime/model-parity.test.ts`).
 */
const OPTIONS = {
  release: ['-O3', '--converge', '--noAssert', '--uncheckedBehavior', 'always', ...SHARED_OPTIONS],
  debug: [...SHARED_OPTIONS],
};

/** Optimized, or fast to compile with all checks on. */
export type ModelBuild = keyof typeof OPTIONS;

/** A compiled model. */
export interface CompiledModel {
  /** File in the cache, absolute. */
  readonly path: string;
  /** Changes whenever the model's source does. */
  readonly hash: string;
  /** The sources that went in, absolute. */
  readonly sources: readonly string[];
}

/** Lists the model's source files, tests left out. */
export function listModelSources(): readonly string[] {
  return readdirSync(MODEL_FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Compiles the model, or finds it in the cache. Throws with the compiler's words when the source is wrong. */
export async function compileModel(build: ModelBuild = 'release'): Promise<CompiledModel> {
  const sources = listModelSources();
  const hash = hashSources(sources, build);
  const path = join(CACHE_FOLDER, `model-${hash}.wasm`);
  if (!existsSync(path)) {
    const binary = await runCompiler(build);
    mkdirSync(CACHE_FOLDER, { recursive: true });
    // Written aside and renamed: another process may read the cache at the same time.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, binary);
    renameSync(draft, path);
  }
  return { path, hash, sources };
}

function hashSources(sources: readonly string[], build: ModelBuild): string {
  const compiler = readFileSync(join(ROOT, 'node_modules', 'assemblyscript', 'package.json'), 'utf8');
  const hash = createHash('sha256').update((JSON.parse(compiler) as { version: string }).version);
  hash.update(JSON.stringify(OPTIONS[build]));
  for (const source of sources) hash.update(relative(MODEL_FOLDER, source)).update('\0').update(readFileSync(source));
  return hash.digest('hex').slice(0, 16);
}

async function runCompiler(build: ModelBuild): Promise<Uint8Array> {
  // Loaded only when something has to be compiled: the compiler takes a third of a second to start.
  const { default: asc } = await import('assemblyscript/asc');
  let binary: Uint8Array | undefined;
  const result = await asc.main([ENTRY, '--outFile', OUTPUT, '--noColors', ...OPTIONS[build]], {
    readFile: (name, baseDir) => {
      const path = join(ROOT, baseDir === '.' ? name : join(baseDir, name));
      return path.startsWith(ROOT.endsWith(sep) ? ROOT : ROOT + sep) && existsSync(path)
        ? readFileSync(path, 'utf8')
        : null;
    },
    writeFile: (name, contents) => {
      if (name === OUTPUT && typeof contents !== 'string') binary = contents;
    },
    listFiles: () => [],
  });
  if (result.error !== null || binary === undefined) {
    throw new Error(`The model does not compile:\n${result.stderr.toString()}`);
  }
  return binary;
}
