/** How large the built page is, and how long links get. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodeLink } from '../src/codec/encode-link.ts';
import { drawManyBlocks, openExample } from './bench-plans.ts';
import { printLine } from './print-line.ts';

/** Prints bytes of the built files, as they lie and compressed. */
export function measureBundle(folder: string): void {
  const assets = join(folder, 'assets');
  const kinds: readonly (readonly [string, RegExp])[] = [
    ['first load: scripts', /^index-.*\.js$/],
    ['first load: styles', /^index-.*\.css$/],
    ['engine worker', /^engine\.worker-.*\.js$/],
    ['report worker', /^report\.worker-.*\.js$/],
    ['performance model', /\.wasm$/],
  ];
  const files = readdirSync(assets);
  for (const [name, pattern] of kinds) {
    const contents = files.filter((file) => pattern.test(file)).map((file) => readFileSync(join(assets, file)));
    printLine(`size of ${name}`, 'bytes', {
      raw: contents.reduce((sum, content) => sum + content.length, 0),
      gzip: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
    });
  }
}

/** Prints the characters of links by the number of blocks, and of an example. */
export async function measureLinks(): Promise<void> {
  for (const blocks of [5, 20, 50, 100, 200]) {
    const link = await encodeLink(drawManyBlocks(blocks));
    printLine('length of a link', 'characters', { blocks, length: link.length });
  }
  const link = await encodeLink(openExample('llama3-405b-16384-h100'));
  printLine('length of a link', 'characters', { plan: 'llama3-405b-16384-h100', length: link.length });
}
