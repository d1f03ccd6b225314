import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const TEXT = /\.(tsx?|js|json|md|css|html|svg|ya?ml|webmanifest)$|^\.ci\//;
const NOT_OURS = new Set(['.git', 'node_modules', 'dist', 'coverage', 'test-results', 'playwright-report', '.cache']);

/** All files of the project that hold text, without asking git, which a machine need not have. */
function listTextFiles(folder = ''): string[] {
  return readdirSync(folder === '' ? '.' : folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : listTextFiles(path);
    return TEXT.test(path) && path !== 'package-lock.json' ? [path] : [];
  });
}

describe('the project', () => {
  it('keeps its README to two screens', () => {
    expect(readFileSync('README.md', 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(100);
  });

  it('shows a screenshot that exists', () => {
    const pictures = [...readFileSync('README.md', 'utf8').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(
      (match) => match[1],
    );
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((path) => path !== undefined && !existsSync(path))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const broken = listTextFiles()
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)].map((match) => [
          path,
          match[1] ?? '',
        ]),
      )
      .filter(([path = '', target = '']) => !existsSync(new URL(target, `file://${process.cwd()}/${path}`)));
    expect(broken).toEqual([]);
  });

  it('reads nothing from outside its own folder', () => {
    const outside = new RegExp(['\\.\\./', 'shared/(data|design)|/wo', 'rk/'].join(''));
    expect(listTextFiles().filter((path) => outside.test(readFileSync(path, 'utf8')))).toEqual([]);
  });

  it('leaves the choice of registry to the user', () => {
    const named = /registry\.(npmjs|yarnpkg)\.|"resolved":\s*"http/;
    const files = [...listTextFiles(), 'package-lock.json', '.npmrc'].filter((path) => !path.startsWith('scripts/'));
    expect(files.filter((path) => named.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
