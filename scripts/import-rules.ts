/**
 * Who may import whom. The rooms are folders; a room may import itself, the rooms its rule names, and the packages its
 * rule names. The list is closed: a file that belongs to no room breaks the rules, so a new folder has to say what it
 * may use.
 */

/** One room of the house: which files belong to it, which other rooms and which packages they may import. */
export interface Room {
  readonly name: string;
  readonly files: RegExp;
  /** Names of other rooms; `'*'` allows all. */
  readonly rooms: readonly string[] | '*';
  /** Names of packages (`d3` stands for its parts, `node` for Node's own modules); `'*'` allows all. */
  readonly packages: readonly string[] | '*';
}

const NOTHING: readonly string[] = [];

/** All rooms; the first whose pattern matches a file owns it. */
export const ROOMS: readonly Room[] = [
  { name: 'domain', files: /^src\/domain\//, rooms: NOTHING, packages: ['valibot', 'js-yaml', 'papaparse'] },
  { name: 'codec', files: /^src\/codec\//, rooms: ['domain'], packages: ['valibot', 'fflate'] },
  { name: 'contract', files: /^workers\/contract\.ts$/, rooms: ['domain'], packages: NOTHING },
  { name: 'model', files: /^workers\/model\//, rooms: NOTHING, packages: NOTHING },
  { name: 'model-build', files: /^workers\/build\//, rooms: NOTHING, packages: ['assemblyscript', 'vite', 'node'] },
  {
    name: 'runtime',
    files: /^workers\/runtime\//,
    rooms: ['contract', 'domain', 'model'],
    packages: ['comlink', 'valibot'],
  },
  { name: 'layout', files: /^src\/layout\//, rooms: ['domain'], packages: ['@dagrejs/dagre'] },
  {
    name: 'report-worker',
    files: /^workers\/report\//,
    rooms: ['contract', 'domain'],
    packages: ['pdfkit', 'comlink', 'qr'],
  },
  {
    name: 'worker-entry',
    files: /^workers\/[^/]+\.worker\.ts$/,
    rooms: ['contract', 'domain', 'model', 'runtime', 'report-worker', 'layout'],
    packages: ['comlink', 'valibot'],
  },
  {
    name: 'engine',
    files: /^src\/engine\//,
    rooms: ['contract', 'domain', 'codec'],
    packages: ['comlink', '@tanstack/react-query'],
  },
  { name: 'storage', files: /^src\/storage\//, rooms: ['codec', 'domain'], packages: ['idb', 'valibot'] },
  { name: 'editor', files: /^src\/editor\//, rooms: ['domain'], packages: ['flatbush'] },
  { name: 'render', files: /^src\/render\//, rooms: ['domain'], packages: ['flatbush', 'd3'] },
  { name: 'charts', files: /^src\/charts\//, rooms: ['domain'], packages: ['d3'] },
  { name: 'stores', files: /^src\/stores\//, rooms: ['domain', 'editor'], packages: ['zustand', 'immer', 'valibot'] },
  {
    name: 'actions',
    files: /^src\/actions\//,
    rooms: ['stores', 'editor', 'engine', 'storage', 'codec', 'domain'],
    packages: NOTHING,
  },
  {
    name: 'ui',
    files: /^src\/ui\//,
    rooms: ['stores', 'actions', 'render', 'charts', 'engine', 'editor', 'storage', 'domain'],
    packages: '*',
  },
  { name: 'service-worker', files: /^src\/app\/offline\/service-worker\.ts$/, rooms: NOTHING, packages: NOTHING },
  { name: 'app', files: /^src\/app\//, rooms: '*', packages: '*' },
  { name: 'cli', files: /^src\/cli\//, rooms: '*', packages: '*' },
  { name: 'bench', files: /^bench\//, rooms: '*', packages: '*' },
  { name: 'e2e', files: /^e2e\//, rooms: '*', packages: '*' },
  { name: 'scripts', files: /^scripts\//, rooms: '*', packages: '*' },
];

/** Rooms at the top of the house: nobody but each other may import them. */
const TOP = new Set(['app', 'cli', 'bench', 'e2e', 'scripts', 'service-worker']);

/** Rooms at the top that another one at the top may use. */
const TOP_EDGES = new Set(['bench → scripts', 'e2e → scripts', 'bench → cli', 'scripts → cli', 'bench → e2e']);

/** The room that owns a file, if any does. */
export function roomOf(path: string): Room | undefined {
  return ROOMS.find((room) => room.files.test(path));
}

/** Whether a file of the first room may import a file of the second. */
export function mayImportRoom(from: Room, to: Room): boolean {
  if (from === to) return true;
  if (TOP.has(to.name)) return TOP_EDGES.has(`${from.name} → ${to.name}`);
  return from.rooms === '*' || from.rooms.includes(to.name);
}

/** Whether a file of a room may import a package; `name` is `node` for Node's own modules. */
export function mayImportPackage(from: Room, name: string): boolean {
  if (from.packages === '*' || from.packages.includes(name)) return true;
  return name.startsWith('d3-') && from.packages.includes('d3');
}
