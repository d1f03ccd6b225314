/**
 * Builds the service worker beside the app and writes the list of everything the build made into it. The list is read
 * from the finished folder, so files that workers, other plugins or the public folder brought are in it too.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Plugin } from 'vite';

const SERVICE_WORKER_FILE = 'service-worker.js';
const MARKER = '__PRECACHE__';
/** Never fetched by the page itself: maps are for debuggers. */
const LEFT_OUT = /\.map$/;

/** Vite plugin: emits `service-worker.js` with the list and the version of all built files. */
export function offlinePlugin(): Plugin {
  let outDir = '';
  return {
    name: 'trainyard-offline',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    buildStart() {
      this.emitFile({ type: 'chunk', id: 'src/app/offline/service-worker.ts', fileName: SERVICE_WORKER_FILE });
    },
    // Last of all: what other plugins write belongs into the list. Not reached by a build that failed.
    writeBundle: {
      order: 'post',
      sequential: true,
      handler: () => writePrecacheList(outDir),
    },
  };
}

/** Replaces the marker in the built service worker by `{version, paths}`; the version is a hash over all contents. */
export function writePrecacheList(outDir: string): void {
  const file = join(outDir, SERVICE_WORKER_FILE);
  const source = readFileSync(file, 'utf8');
  if (!source.includes(MARKER)) throw new Error(`${SERVICE_WORKER_FILE} has no place for its list of files.`);
  const hash = createHash('sha256').update(source);
  const paths: string[] = [];
  for (const path of listFiles(outDir)) {
    if (path === SERVICE_WORKER_FILE || LEFT_OUT.test(path)) continue;
    paths.push(path);
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(outDir, path)));
  }
  const list = JSON.stringify({ version: hash.digest('hex').slice(0, 16), paths });
  // The list sits inside a string literal of the script, whose quotes the minifier chooses.
  const escaped = list.replace(/[\\'"`$]/g, (character) => `\\${character}`);
  writeFileSync(
    file,
    source.replace(MARKER, () => escaped),
  );
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
