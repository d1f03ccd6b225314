/**
 * What `nvidia-smi topo -m` prints: how each two GPUs and adapters of one node reach each other. Columns are found by their names,
 * so it does not matter whether tabs survived the copying.
 */
import { type ImportNote, type ImportProblem, problemAt, quoteName } from '../network-graph.ts';

/** Ways between two devices, nearest first; `nv` is any number of NVLinks. */
export const PATHS = ['nv', 'pix', 'pxb', 'phb', 'node', 'sys'] as const;
/** A way between two devices. */
export type GpuPath = (typeof PATHS)[number];

/** One node as the matrix shows it. */
export interface GpuNode {
  readonly gpus: readonly string[];
  readonly nics: readonly string[];
  /** NVLinks between two GPUs; 0 = none. */
  readonly nvlinks: readonly (readonly number[])[];
  /** Way between two GPUs. */
  readonly paths: readonly (readonly (GpuPath | null)[])[];
  /** Nearest way from each adapter to any GPU. */
  readonly nicPaths: readonly (GpuPath | null)[];
  /** NUMA node of each GPU; null = not said. */
  readonly numa: readonly (number | null)[];
  /** Names of the GPUs where the text has them (`nvidia-smi -L`); '' = not said. */
  readonly model: string;
}

/** What the text comes to. */
export interface GpuMatrix {
  readonly node: GpuNode;
  readonly notes: readonly ImportNote[];
}

const MAX_GPUS = 256;
const MAX_NICS = 512;
const DEVICE = /^(GPU|NIC|mlx\d?_|hfi\d_|bnxt_re|irdma|roce|ib)\d*[\w.-]*$/i;
const MEND = 'Paste all that `nvidia-smi topo -m` prints, from the line with GPU0 GPU1 … on.';
// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals underline the head of the table.
const ESCAPES = /\u001b\[[0-9;]*m/g;

/** Reads the matrix. Never throws. */
export function readGpuMatrix(text: string): GpuMatrix | { readonly problem: ImportProblem } {
  const lines = text.replace(ESCAPES, '').split(/\r\n|\n|\r/);
  const head = lines.findIndex((line) => {
    const [first = '', second = ''] = line.trim().split(/\s+/);
    return /^GPU\d+$/i.test(first) && (DEVICE.test(second) || /^CPU$/i.test(second) || second === '');
  });
  if (head < 0) return problemAt(null, 'There is no line with the names of the GPUs (GPU0 GPU1 …).', MEND);
  const words = (lines[head] ?? '').trim().split(/\s+/);
  const end = words.findIndex((word) => !DEVICE.test(word));
  const columns = end < 0 ? words : words.slice(0, end);
  const hasNuma = /NUMA\s+Affinity/i.test(lines[head] ?? '');
  const gpus = columns.filter((column) => /^GPU/i.test(column));
  const nics = columns.filter((column) => !/^GPU/i.test(column));
  if (gpus.length > MAX_GPUS || nics.length > MAX_NICS) {
    return problemAt(
      head + 1,
      `One node has ${gpus.length} GPUs and ${nics.length} adapters here; at most ${MAX_GPUS} and ${MAX_NICS} are read.`,
      MEND,
    );
  }
  const twice = columns.find((column, at) => columns.indexOf(column) !== at);
  if (twice !== undefined) return problemAt(head + 1, `${quoteName(twice)} is named twice.`, MEND);
  const rows = new Map<
    string,
    { readonly cells: readonly string[]; readonly line: number; readonly rest: readonly string[] }
  >();
  for (let at = head + 1; at < lines.length; at++) {
    const cells = (lines[at] ?? '').trim().split(/\s+/);
    const name = cells[0] ?? '';
    if (!columns.includes(name) || rows.has(name)) continue;
    // `NIC0: mlx5_0` of the legend has a colon and does not get here.
    rows.set(name, { cells: cells.slice(1, columns.length + 1), line: at + 1, rest: cells.slice(columns.length + 1) });
  }
  return build(columns, gpus, nics, rows, hasNuma, head + 1, findModel(text));
}

type Rows = ReadonlyMap<
  string,
  { readonly cells: readonly string[]; readonly line: number; readonly rest: readonly string[] }
>;

function build(
  columns: readonly string[],
  gpus: readonly string[],
  nics: readonly string[],
  rows: Rows,
  hasNuma: boolean,
  headLine: number,
  model: string,
): GpuMatrix | { readonly problem: ImportProblem } {
  const nvlinks: number[][] = [];
  const paths: (GpuPath | null)[][] = [];
  const nicPaths: (GpuPath | null)[] = nics.map(() => null);
  const numa: (number | null)[] = [];
  const notes: ImportNote[] = [];
  for (const [at, gpu] of gpus.entries()) {
    const row = rows.get(gpu);
    if (row === undefined) return problemAt(headLine, `The line of ${gpu} is missing.`, MEND);
    if (row.cells.length < columns.length) {
      return problemAt(
        row.line,
        `The line of ${gpu} has ${row.cells.length} entries for ${columns.length} devices.`,
        MEND,
      );
    }
    const links: number[] = [];
    const ways: (GpuPath | null)[] = [];
    for (const [column, name] of columns.entries()) {
      const cell = readCell(row.cells[column] ?? '');
      if (cell === null)
        return problemAt(
          row.line,
          `${quoteName(row.cells[column] ?? '')} between ${gpu} and ${name} is not known.`,
          'Known are X, NV#, PIX, PXB, PHB, NODE and SYS.',
        );
      const other = gpus.indexOf(name);
      if (other >= 0) {
        if ((other === at) !== (cell === 'self'))
          return problemAt(row.line, `${gpu} and ${name}: only a device and itself are marked X.`, MEND);
        links[other] = typeof cell === 'number' ? cell : 0;
        ways[other] = cell === 'self' ? null : typeof cell === 'number' ? 'nv' : cell;
      } else if (cell !== 'self' && typeof cell !== 'number') {
        const nic = nics.indexOf(name);
        nicPaths[nic] = nearer(nicPaths[nic] ?? null, cell);
      }
    }
    nvlinks.push(links);
    paths.push(ways);
    numa.push(hasNuma ? findNuma(row.rest) : null);
  }
  for (const [one, links] of nvlinks.entries()) {
    for (const [other, count] of links.entries()) {
      if (count !== nvlinks[other]?.[one]) {
        const line = rows.get(gpus[other] ?? '')?.line ?? null;
        return problemAt(
          line,
          `${gpus[one]} and ${gpus[other]} disagree about the links between them (NV${count} and NV${nvlinks[other]?.[one]}).`,
          MEND,
        );
      }
    }
  }
  return { node: { gpus, nics, nvlinks, paths, nicPaths, numa, model }, notes };
}

function readCell(cell: string): GpuPath | number | 'self' | null {
  if (cell === 'X') return 'self';
  const links = /^NV(\d{1,3})$/.exec(cell)?.[1];
  if (links !== undefined) return Number(links);
  const path = cell.toLowerCase();
  if (path === 'soc') return 'sys';
  return path === 'pix' || path === 'pxb' || path === 'phb' || path === 'node' || path === 'sys' ? path : null;
}

function nearer(one: GpuPath | null, other: GpuPath): GpuPath {
  return one === null || PATHS.indexOf(other) < PATHS.indexOf(one) ? other : one;
}

/** `0-47,96-143  0  N/A`: the list of processors, then the NUMA node. */
function findNuma(rest: readonly string[]): number | null {
  const word = rest[1] ?? '';
  return /^\d{1,4}$/.test(word) ? Number(word) : null;
}

/** `GPU 0: NVIDIA H100 80GB HBM3 (UUID: …)` of `nvidia-smi -L`. */
function findModel(text: string): string {
  return (/^\s*GPU 0: (.+?)(?: \(UUID.*)?$/m.exec(text)?.[1] ?? '').slice(0, 80);
}
