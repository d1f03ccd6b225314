/** Holds the whole source against the import rules: who may import whom, no cycles, no barrels, no overlong file. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult, type IDependency, type IModule } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import { mayImportPackage, mayImportRoom, ROOMS, roomOf } from './import-rules.ts';

const FOLDERS = ['src', 'workers', 'bench', 'scripts', 'e2e'];
const SOURCE = /\.tsx?$/;
/** Tests and what only tests may import. */
const TEST = /\.test\.tsx?$|\/testing\//;
/** Far below what there is; a cruise that saw almost nothing would pass every rule. */
const FEWEST_MODULES = 100;
const MOST_LINES = 400;

let modules: readonly IModule[];

beforeAll(async () => {
  const { output } = await cruise(FOLDERS, {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.(css|json|wasm|svg|woff2)$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.d.ts'] },
  });
  modules = (output as ICruiseResult).modules.filter((module) => SOURCE.test(module.source) && isOurs(module.source));
});

function isOurs(path: string): boolean {
  return !path.includes('node_modules');
}

/** The package a dependency leads to (`node` for Node's own), undefined if it leads to a file of ours. */
function packageOf(dependency: IDependency): string | undefined {
  if (dependency.coreModule || dependency.protocol === 'node:') return 'node';
  const match = /node_modules\/(?:@types\/)?((?:@[^/]+\/)?[^/]+)/.exec(dependency.resolved);
  if (match !== null) return match[1];
  return /^[.~/]/.test(dependency.module) ? undefined : /^(@[^/]+\/)?[^/]+/.exec(dependency.module)?.[0];
}

function findBreach(from: string, dependency: IDependency): string | undefined {
  const room = roomOf(from);
  if (room === undefined) return `${from} belongs to no room`;
  // What a Vite plugin of this project provides.
  if (dependency.module.startsWith('virtual:')) return undefined;
  const packageName = packageOf(dependency);
  if (packageName !== undefined) return mayImportPackage(room, packageName) ? undefined : `${from} → ${packageName}`;
  if (!SOURCE.test(dependency.resolved)) return undefined;
  const target = roomOf(dependency.resolved);
  return target !== undefined && mayImportRoom(room, target) ? undefined : `${from} → ${dependency.resolved}`;
}

function listSources(): string[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
}

describe('import rules', () => {
  it('sees the modules of every room that has files', () => {
    const seen = new Set(modules.map((module) => module.source));
    expect(seen.size).toBeGreaterThan(FEWEST_MODULES);
    expect(listSources().filter((path) => !seen.has(path))).toEqual([]);
    expect(
      ROOMS.filter((room) => !modules.some((module) => room.files.test(module.source))).map((r) => r.name),
    ).toEqual([]);
  });

  it('resolves every import between our own files', () => {
    const lost = modules.flatMap((module) =>
      module.dependencies
        .filter((dependency) => dependency.couldNotResolve && dependency.module.startsWith('.'))
        .filter((dependency) => !/\.(wasm|css)(\?|$)/.test(dependency.module))
        .map((dependency) => `${module.source} → ${dependency.module}`),
    );
    expect(lost).toEqual([]);
  });

  it('lets every room import only what its rule names', () => {
    const breaches = modules
      .filter((module) => !TEST.test(module.source))
      .flatMap((module) => module.dependencies.map((dependency) => findBreach(module.source, dependency)))
      .filter((breach) => breach !== undefined);
    // Listed debts are allowed, paid ones have to leave the list.
    expect([...new Set(breaches)].sort()).toEqual([...IMPORT_DEBTS].sort());
  });

  it('keeps what is made for tests out of the product', () => {
    const leaks = modules
      .filter((module) => !TEST.test(module.source))
      .flatMap((module) =>
        module.dependencies
          .filter((dependency) => TEST.test(dependency.resolved))
          .map((dependency) => `${module.source} → ${dependency.resolved}`),
      );
    expect(leaks).toEqual([]);
  });

  it('has no import cycles', () => {
    const cycles = modules.flatMap((module) =>
      module.dependencies
        .filter((dependency) => dependency.circular && !dependency.dependencyTypes.includes('type-only'))
        .map((dependency) => `${module.source} → ${dependency.resolved}`),
    );
    expect(cycles).toEqual([]);
  });

  it('has no barrel files', () => {
    const barrels = listSources().filter((path) => isBarrel(readFileSync(path, 'utf8')));
    expect(barrels).toEqual([]);
  });

  it(`has no file of more than ${MOST_LINES} lines`, () => {
    const long = listSources().filter((path) => readFileSync(path, 'utf8').trimEnd().split('\n').length > MOST_LINES);
    expect(long.sort()).toEqual([...LENGTH_DEBTS].sort());
  });

  it('keeps clock and randomness out of the domain and the model', () => {
    const impure = listSources()
      .filter((path) => /^(src\/domain|workers\/model)\//.test(path) && !TEST.test(path))
      .filter((path) =>
        /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.now\b/.test(readFileSync(path, 'utf8')),
      );
    expect(impure).toEqual([]);
  });

  it('names files in kebab-case', () => {
    const odd = listSources().filter((path) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(path.split('/').at(-1) ?? ''));
    expect(odd).toEqual([]);
  });
});

/** Whether a file does nothing but pass on what others export. */
function isBarrel(source: string): boolean {
  const statements = source
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
  return statements.length > 0 && statements.every((statement) => /^export\s[^=]*\bfrom\s+['"]/.test(statement));
}

/** Files allowed to break a rule, each until it is mended. These lists may only shrink. */
const IMPORT_DEBTS: readonly string[] = [];
const LENGTH_DEBTS: readonly string[] = [];
