/**
 * The inside of blocks, unfolded as far as there is room: instances, hosts, accelerators. Cells smaller than the wished size are
 * merged by powers of two, so a hundred thousand accelerators cost as much to draw as a thousand.
 */
import type { ScreenSize } from '../domain/canvas/viewport.ts';
import { type CellPlaces, PLACE_COLORS } from '../domain/overlay/drawing-overlay.ts';
import type { Point, Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { Block, BlockKind } from '../domain/plan/plan-document.ts';
import type { BlockFacts } from './block-facts.ts';
import { cellRectangle, chooseGrid, type GridShape } from './instance-grid.ts';
import { CELL_TONES, type CellBatch, type CellTone } from './scene.ts';

/** Share of a cell's pitch that stays free around it. */
const GAP_SHARE = 0.14;
/** Part of an opened instance that holds its name. */
const NAME_SHARE = 0.2;
/** Narrowest cell that has room for the letters of a place, CSS pixels. */
const NARROWEST_LETTERED = 26;
const TONE_CODES = Object.fromEntries(CELL_TONES.map((tone, code) => [tone, code])) as Record<CellTone, number>;

const ASPECTS: Readonly<Record<BlockKind, number>> = {
  site: 1.5,
  hall: 1.5,
  row: 2,
  rack: 0.6,
  node: 1.9,
  accelerator: 1,
  switch: 3,
  storage: 1.6,
  power: 1.6,
  cooling: 1.6,
};

/** A block whose instances may be shown, CSS pixels. */
export interface CellOwner {
  readonly block: Block;
  readonly facts: BlockFacts;
  /** Room for cells. */
  readonly body: Rectangle;
  /** A container shows its instances as one thin row; what lies inside is drawn as blocks of its own. */
  readonly isStrip: boolean;
}

/** A cell that is large enough to carry words. */
export interface NamedCell {
  readonly owner: CellOwner;
  readonly kind: 'instance' | 'accelerator';
  /** Zero-based among the instances drawn, or among the accelerators of one instance. */
  readonly index: number;
  /** Instance that it is or lies in, and its accelerator inside; -1 = no single one. */
  readonly instance: number;
  readonly accelerator: number;
  readonly rectangle: Rectangle;
}

/** Cells of a frame, and the ones to be named. */
export interface BuiltCells {
  readonly batch: CellBatch;
  /** First cell of each owner, and one past the last, in the order of the owners. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly named: readonly NamedCell[];
}

/** Columns of cells with a limit; running over it ends the attempt. */
class CellWriter {
  count = 0;
  overflow = false;
  readonly rects: Float32Array;
  readonly tones: Uint8Array;
  readonly named: NamedCell[] = [];
  readonly places: Uint8Array | null;
  readonly limit: number;
  readonly screen: ScreenSize;
  readonly ranks: CellPlaces | null;

  constructor(limit: number, screen: ScreenSize, ranks: CellPlaces | null) {
    this.limit = limit;
    this.screen = screen;
    this.ranks = ranks;
    this.places = ranks === null ? null : new Uint8Array(limit);
    this.rects = new Float32Array(limit * 4);
    this.tones = new Uint8Array(limit);
  }

  shows({ x, y, width, height }: Rectangle): boolean {
    return x < this.screen.width && y < this.screen.height && x + width > 0 && y + height > 0;
  }

  add(rectangle: Rectangle, tone: CellTone, place = -1): void {
    if (this.count >= this.limit) {
      this.overflow = true;
      return;
    }
    const at = this.count * 4;
    this.rects[at] = rectangle.x;
    this.rects[at + 1] = rectangle.y;
    this.rects[at + 2] = rectangle.width;
    this.rects[at + 3] = rectangle.height;
    this.tones[this.count] = TONE_CODES[tone];
    if (this.places !== null && place >= 0) this.places[this.count] = (place % PLACE_COLORS) + 1;
    this.count++;
  }
}

/** Opens the owners as far as `limit` cells allow: raises the smallest cell until they fit. */
export function buildCells(
  owners: readonly CellOwner[],
  screen: ScreenSize,
  limit: number,
  ranks: CellPlaces | null = null,
): BuiltCells {
  for (let smallest = 5; ; smallest *= 1.5) {
    const writer = new CellWriter(limit, screen, ranks);
    const ranges: (readonly [number, number])[] = [];
    for (const owner of owners) {
      const from = writer.count;
      writeOwner(writer, owner, smallest);
      ranges.push([from, writer.count]);
      if (writer.overflow) break;
    }
    if (!writer.overflow || smallest > 4000) {
      const batch = { count: writer.count, rects: writer.rects, tones: writer.tones, places: writer.places };
      while (ranges.length < owners.length) ranges.push([writer.count, writer.count]);
      return { batch, ranges, named: writer.named };
    }
  }
}

function instanceTone(block: Block, facts: BlockFacts): CellTone {
  if (block.kind === 'switch') return 'switch';
  if (block.kind === 'storage') return 'storage';
  return facts.acceleratorsPerInstance > 0 ? 'group' : 'host';
}

function writeOwner(writer: CellWriter, owner: CellOwner, smallest: number): void {
  const { block, facts, body } = owner;
  if (owner.isStrip) {
    const strip = { columns: block.count, rows: 1 };
    forEachCell(writer, strip, block.count, body, { x: smallest, y: 0 }, 'switch', (_, cell) =>
      writer.add({ ...cell, width: cell.width - Math.min(2, cell.width / 5) }, 'switch'),
    );
    writeExceptions(writer, owner, strip);
    return;
  }
  if (body.width < smallest || body.height < smallest || !writer.shows(body)) return;
  const inner = facts.acceleratorsPerInstance > 1 || facts.portsPerInstance > 0;
  if (block.count === 1 && !inner && block.kind !== 'accelerator') return;
  const grid = chooseGrid(block.count, body.width, body.height, ASPECTS[block.kind]);
  const tone: CellTone =
    block.kind === 'accelerator' || facts.acceleratorsPerInstance === 1 ? 'accelerator' : instanceTone(block, facts);
  const { ranks } = writer;
  const visit = (index: number, cell: Rectangle): void => writeInstance(writer, owner, index, cell, smallest, tone);
  const placeOf =
    ranks === null ? undefined : (first: number, last: number) => ranks.sharedPlace(block.id, first, 0, last, -1);
  const mergedTone = tone === 'accelerator' ? 'group' : tone;
  forEachCell(writer, grid, block.count, body, smallest, mergedTone, visit, placeOf);
  writeExceptions(writer, owner, grid);
}

/** Walks over the cells on screen; merges those that are too small, and then draws the merged ones instead. */
function forEachCell(
  writer: CellWriter,
  grid: GridShape,
  count: number,
  area: Rectangle,
  smallest: number | Point,
  mergedTone: CellTone,
  visit: (index: number, cell: Rectangle) => void,
  placeOf?: (first: number, last: number) => number,
): void {
  const pitchX = area.width / grid.columns;
  const pitchY = area.height / grid.rows;
  const least = typeof smallest === 'number' ? { x: smallest, y: smallest } : smallest;
  const mergeX = Math.min(grid.columns, powerOfTwo(least.x / pitchX));
  const mergeY = Math.min(grid.rows, powerOfTwo(least.y / pitchY));
  const stepX = pitchX * mergeX;
  const stepY = pitchY * mergeY;
  const columns = Math.ceil(grid.columns / mergeX);
  const rows = Math.ceil(grid.rows / mergeY);
  const firstColumn = Math.max(0, Math.floor(-area.x / stepX));
  const lastColumn = Math.min(columns - 1, Math.floor((writer.screen.width - area.x) / stepX));
  const firstRow = Math.max(0, Math.floor(-area.y / stepY));
  const lastRow = Math.min(rows - 1, Math.floor((writer.screen.height - area.y) / stepY));
  const merged = mergeX > 1 || mergeY > 1;
  const gap = Math.min(2, GAP_SHARE * Math.min(stepX, stepY));
  for (let row = firstRow; row <= lastRow && !writer.overflow; row++) {
    for (let column = firstColumn; column <= lastColumn; column++) {
      if (!merged) {
        const index = row * grid.columns + column;
        if (index < count) visit(index, cellRectangle(grid, area, index, GAP_SHARE));
        continue;
      }
      const first = row * mergeY * grid.columns + column * mergeX;
      if (first >= count) continue;
      const x = area.x + column * stepX;
      const y = area.y + row * stepY;
      const width = Math.min(stepX, area.x + area.width - x);
      const height = Math.min(stepY, area.y + area.height - y);
      const place = placeOf === undefined ? -1 : sharedPlace(placeOf, first, mergeX, mergeY, grid.columns, count);
      writer.add({ x: x + gap / 2, y: y + gap / 2, width: width - gap, height: height - gap }, mergedTone, place);
    }
  }
}

/** Place that all merged cells have in common: rows of cells that follow each other; -1 = they differ. */
function sharedPlace(
  placeOf: (first: number, last: number) => number,
  first: number,
  width: number,
  height: number,
  columns: number,
  count: number,
): number {
  let place = -1;
  for (let row = 0; row < height; row++) {
    const from = first + row * columns;
    if (from >= count) break;
    const here = placeOf(from, Math.min(count, from + width) - 1);
    if (here < 0 || (row > 0 && here !== place)) return -1;
    place = here;
  }
  return place;
}

function writeInstance(
  writer: CellWriter,
  owner: CellOwner,
  index: number,
  cell: Rectangle,
  smallest: number,
  tone: CellTone,
): void {
  const { facts, block } = owner;
  if (tone === 'accelerator') {
    writer.add(cell, 'accelerator', writer.ranks?.placeOf(block.id, index, 0));
    if (cell.width >= (writer.ranks === null ? 64 : NARROWEST_LETTERED) && cell.height >= 22) {
      writer.named.push({ owner, kind: 'accelerator', index, instance: index, accelerator: 0, rectangle: cell });
    }
    return;
  }
  const parts = block.kind === 'switch' ? facts.portsPerInstance : facts.acceleratorsPerInstance;
  const area = insideOf(cell);
  const opens = parts > 0 && area.width >= 2 * smallest && area.height >= smallest;
  const partGrid = opens ? innerGrid(owner, area) : null;
  if (partGrid === null || area.width / partGrid.columns < smallest || area.height / partGrid.rows < smallest) {
    writer.add(cell, tone, writer.ranks?.sharedPlace(block.id, index, 0, index, -1));
    return;
  }
  writer.add(cell, 'instance');
  if (cell.height * NAME_SHARE >= 16 && cell.width >= 64) {
    writer.named.push({ owner, kind: 'instance', index, instance: index, accelerator: -1, rectangle: cell });
  }
  if (block.kind === 'switch') {
    forEachCell(writer, partGrid, parts, area, smallest, 'port', (_, port) => writer.add(port, 'port'));
    return;
  }
  const perHost = Math.min(parts, facts.acceleratorsPerHost);
  if (perHost >= parts) {
    writeAccelerators(writer, owner, partGrid, { instance: index, first: 0, count: parts }, area, smallest);
    return;
  }
  const hosts = Math.ceil(parts / perHost);
  const hostGrid = { columns: partGrid.columns / perHost, rows: Math.ceil(hosts / (partGrid.columns / perHost)) };
  forEachCell(writer, hostGrid, hosts, area, smallest, 'group', (host, tray) => {
    if (!writer.shows(tray)) return;
    writer.add(tray, 'host');
    const inset = Math.min(tray.height, tray.width) * 0.12;
    const room = {
      x: tray.x + inset,
      y: tray.y + inset,
      width: tray.width - 2 * inset,
      height: tray.height - 2 * inset,
    };
    const columns = { columns: perHost, rows: 1 };
    const first = host * perHost;
    const held = { instance: index, first, count: Math.min(perHost, parts - first) };
    writeAccelerators(writer, owner, columns, held, room, smallest);
  });
}

/** The part of an instance's cell that its accelerators or ports share. */
function insideOf(cell: Rectangle): Rectangle {
  const inset = Math.min(cell.width, cell.height) * 0.08;
  const name = cell.height * NAME_SHARE;
  return {
    x: cell.x + inset,
    y: cell.y + name,
    width: cell.width - 2 * inset,
    height: cell.height - name - inset,
  };
}

/** Trays one above the other where a rack holds hosts; else as square as it goes. */
function innerGrid({ block, facts }: CellOwner, area: Rectangle): GridShape {
  if (block.kind === 'switch') return chooseGrid(facts.portsPerInstance, area.width, area.height, 1);
  const parts = facts.acceleratorsPerInstance;
  const perHost = Math.min(parts, facts.acceleratorsPerHost);
  if (perHost >= parts) return chooseGrid(parts, area.width, area.height, 1);
  const hosts = Math.ceil(parts / perHost);
  const columns = chooseGrid(hosts, area.width, area.height, 3.4 * Math.sqrt(perHost / 4)).columns;
  return { columns: columns * perHost, rows: Math.ceil(hosts / columns) };
}

/** Accelerators of one instance that follow each other. */
interface HeldAccelerators {
  readonly instance: number;
  readonly first: number;
  readonly count: number;
}

function writeAccelerators(
  writer: CellWriter,
  owner: CellOwner,
  grid: GridShape,
  { instance, first, count }: HeldAccelerators,
  area: Rectangle,
  smallest: number,
): void {
  const { ranks } = writer;
  const { id } = owner.block;
  forEachCell(
    writer,
    grid,
    count,
    area,
    smallest,
    'accelerator',
    (index, cell) => {
      writer.add(cell, 'accelerator', ranks?.placeOf(id, instance, first + index));
      if (cell.width >= (ranks === null ? 56 : NARROWEST_LETTERED) && cell.height >= 22 && writer.shows(cell)) {
        const accelerator = first + index;
        writer.named.push({ owner, kind: 'accelerator', index: accelerator, instance, accelerator, rectangle: cell });
      }
    },
    ranks === null ? undefined : (from, to) => ranks.sharedPlace(id, instance, first + from, instance, first + to),
  );
}

/** Paints instances that failed or are slow over the grid, never smaller than can be seen. */
function writeExceptions(writer: CellWriter, { block, body }: CellOwner, grid: GridShape): void {
  const seen = new Set<number>();
  for (const { index, state } of block.exceptions) {
    const at = index % block.count;
    if (seen.has(at) || seen.size >= 400) continue;
    seen.add(at);
    const cell = cellRectangle(grid, body, at, GAP_SHARE);
    const width = Math.max(4, cell.width);
    const height = Math.max(4, cell.height);
    const mark = cell.width > 24 ? { ...cell, height: Math.max(3, cell.height * 0.08) } : { ...cell, width, height };
    if (writer.shows(mark)) writer.add(mark, state);
  }
}

function powerOfTwo(atLeast: number): number {
  return atLeast <= 1 ? 1 : 2 ** Math.ceil(Math.log2(atLeast) - 1e-9);
}
