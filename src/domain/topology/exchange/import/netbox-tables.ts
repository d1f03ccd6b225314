/// <reference path="./papaparse.d.ts" />
/**
 * Tables of devices, interfaces and cables as NetBox imports and exports them: CSV (several tables may follow each other, each
 * under its own head) or YAML (lists of objects). Rows come out with plain column names and their line.
 */
import papaparse from 'papaparse';
import { type ImportProblem, isProblem, MAX_CABLES, MAX_DEVICES, problemAt } from '../network-graph.ts';
import { memberOf, readYaml, textOf, type YamlNode } from './located-yaml.ts';

/** What a table is about. */
export type TableKind = 'devices' | 'interfaces' | 'cables';

/** One row. */
export interface TableRow {
  readonly line: number;
  /** Value by column in small letters with underscores; absent = ''. */
  readonly get: (...columns: readonly string[]) => string;
}

/** All tables of a text. */
export type NetboxTables = Readonly<Record<TableKind, readonly TableRow[]>>;

const MEND =
  'Paste tables with a head: devices (name, role, device_type, site), interfaces (device, name, type) and cables (side_a_device, side_a_name, side_b_device, side_b_name).';
const CABLE_HEADS = [
  ['side_a_device', 'side_b_device'],
  ['device_a', 'device_b'],
  ['termination_a_device', 'termination_b_device'],
  ['a_device', 'b_device'],
];
const DEVICE_WORDS = ['role', 'device_role', 'device_type', 'manufacturer', 'site', 'status', 'type'];
/** Interfaces are the longest table: a switch has more ports than cables. */
const MAX_ROWS = MAX_DEVICES + 2 * MAX_CABLES;

/** What a head of columns is the head of; null = of none. */
export function kindOfHead(columns: readonly string[]): TableKind | null {
  const has = (column: string): boolean => columns.includes(column);
  if (CABLE_HEADS.some((ends) => ends.every(has))) return 'cables';
  if (has('device') && has('name')) return 'interfaces';
  if (has('name') && DEVICE_WORDS.some(has)) return 'devices';
  return null;
}

/** Column names as they are compared: `Device A` = `device_a`. */
export function plainColumn(cell: string): string {
  return cell
    .trim()
    .replace(/^\uFEFF/, '')
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
}

/** Reads CSV tables. */
export function readCsvTables(text: string): NetboxTables | { readonly problem: ImportProblem } {
  const tables = { devices: [] as TableRow[], interfaces: [] as TableRow[], cables: [] as TableRow[] };
  const { data, errors } = papaparse.parse(text.replace(/^\uFEFF/, ''), {
    delimiter: guessDelimiter(text),
    skipEmptyLines: false,
  });
  if (data.length > MAX_ROWS) return problemAt(null, `There are more than ${MAX_ROWS} rows.`, 'Import a part of them.');
  const broken = errors.find(({ row }) => row !== undefined);
  let columns: ReadonlyMap<string, number> = new Map();
  let kind: TableKind | null = null;
  let line = 1;
  for (const [at, cells] of data.entries()) {
    const here = line;
    line += 1 + cells.reduce((sum, cell) => sum + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
    if (broken?.row === at)
      return problemAt(here, `This row is broken: ${broken.message}.`, 'Close the quotation marks of this row.');
    if (cells.every((cell) => cell.trim() === '') || (cells[0] ?? '').startsWith('#')) continue;
    const head = cells.map(plainColumn);
    const begun = kindOfHead(head);
    if (begun !== null) {
      kind = begun;
      columns = new Map(head.map((column, position) => [column, position]));
      continue;
    }
    if (kind === null) return problemAt(here, 'This is no head of a table of devices, interfaces or cables.', MEND);
    const shape = columns;
    tables[kind].push({
      line: here,
      get: (...names) => {
        for (const name of names) {
          const cell = cells[shape.get(name) ?? -1]?.trim();
          if (cell !== undefined && cell !== '') return cell;
        }
        return '';
      },
    });
  }
  return check(tables);
}

/** Reads YAML lists under `devices:`, `interfaces:` and `cables:`. */
export function readYamlTables(text: string): NetboxTables | { readonly problem: ImportProblem } {
  const yaml = readYaml(text);
  if (isProblem(yaml)) return yaml;
  const rowsOf = (node: YamlNode | undefined): TableRow[] => {
    const items =
      node?.kind === 'list'
        ? node.items
        : node?.kind === 'map'
          ? [...node.entries].map(([name, item]) => named(name, item))
          : [];
    return items
      .slice(0, MAX_ROWS)
      .map((item) => ({ line: yaml.lineOf(item), get: (...columns) => columnOf(item, columns) }));
  };
  const tables = {
    devices: rowsOf(memberOf(yaml.root, 'devices')),
    interfaces: rowsOf(memberOf(yaml.root, 'interfaces')),
    cables: rowsOf(memberOf(yaml.root, 'cables')),
  };
  // Interfaces may also be listed inside their device.
  for (const device of tables.devices) {
    const inside = memberOf(memberOf(yaml.root, 'devices'), device.get('name'));
    if (inside !== undefined)
      tables.interfaces.push(...withDevice(rowsOf(memberOf(inside, 'interfaces')), device.get('name')));
  }
  const list = memberOf(yaml.root, 'devices');
  if (list?.kind === 'list') {
    for (const item of list.items) {
      const own = memberOf(item, 'interfaces');
      if (own !== undefined) tables.interfaces.push(...withDevice(rowsOf(own), columnOf(item, ['name'])));
    }
  }
  return check(tables);
}

function check(tables: NetboxTables): NetboxTables | { readonly problem: ImportProblem } {
  if (tables.devices.length > MAX_DEVICES)
    return problemAt(null, `There are more than ${MAX_DEVICES} devices.`, 'Import a part of them.');
  if (tables.cables.length > MAX_CABLES)
    return problemAt(null, `There are more than ${MAX_CABLES} cables.`, 'Import a part of them.');
  if (tables.devices.length + tables.cables.length === 0)
    return problemAt(null, 'There are no devices and no cables.', MEND);
  return tables;
}

/** `leaf1: {role: leaf}` is `{name: leaf1, role: leaf}`. */
function named(name: string, item: YamlNode): YamlNode {
  const entries = new Map<string, YamlNode>([['name', { kind: 'scalar', text: name, offset: item.offset }]]);
  if (item.kind === 'map') for (const [key, value] of item.entries) entries.set(key, value);
  return { kind: 'map', entries, offset: item.offset };
}

function withDevice(rows: readonly TableRow[], device: string): TableRow[] {
  return rows.map((row) => ({
    line: row.line,
    get: (...columns) => row.get(...columns) || (columns.includes('device') ? device : ''),
  }));
}

/** A column of an object; objects inside stand for their name. Ends of a cable are found below `a_terminations` too. */
function columnOf(item: YamlNode, columns: readonly string[]): string {
  for (const column of columns) {
    const direct = plainValue(memberOf(item, column));
    if (direct !== '') return direct;
    const end = /^side_([ab])_(device|name|type|site)$/.exec(column);
    if (end === null) continue;
    const list = memberOf(item, `${end[1]}_terminations`);
    const termination = list?.kind === 'list' ? list.items[0] : list;
    const object = memberOf(termination, 'object') ?? termination;
    const found =
      end[2] === 'type' ? plainValue(memberOf(termination, 'object_type')) : plainValue(memberOf(object, end[2] ?? ''));
    if (found !== '') return found;
  }
  return '';
}

function plainValue(node: YamlNode | undefined): string {
  if (node?.kind === 'scalar') return textOf(node).trim();
  for (const key of ['slug', 'name', 'model', 'value', 'label']) {
    const inner = textOf(node, key).trim();
    if (inner !== '') return inner;
  }
  return '';
}

function guessDelimiter(text: string): string {
  const head = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const count = (letter: string): number => head.split(letter).length;
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ',';
}
