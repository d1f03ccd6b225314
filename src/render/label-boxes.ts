/** The words and signs on blocks: name, count, key figure. Never below 12 px; what has no room is left out. */

import { CONTAINER_HEADER_HEIGHT } from '../domain/canvas/block-layout.ts';
import type { PlacedBlock } from '../domain/canvas/placed-drawing.ts';
import type { CellPlaces } from '../domain/overlay/drawing-overlay.ts';
import { type BlockFacts, formatWhole } from './block-facts.ts';
import type { NamedCell } from './build-cells.ts';
import type { LabelPlacer } from './label-placer.ts';
import type { SceneBox, SceneIcon, SceneLabel } from './scene.ts';
import { fitText, type MeasureText } from './text-width.ts';

/** Height that one line of 12-px text needs. */
const LINE = 16;

/** A box with what is said about it. */
export interface LabelledBox {
  readonly box: SceneBox;
  readonly placed: PlacedBlock;
  readonly facts: BlockFacts;
  /** The figure that follows the name. */
  readonly keyFigure: string;
}

/** Labels and icons of a frame, written as they find room. */
export interface Wording {
  readonly labels: SceneLabel[];
  readonly icons: SceneIcon[];
  readonly placer: LabelPlacer;
  readonly measure: MeasureText;
}

const height = (size: number): number => size * 1.15;

/** Writes name and count onto one box; a plate behind them covers lines that cross. */
export function labelBox(wording: Wording, { box, placed }: LabelledBox, zoom: number, lines: LabelPlacer): void {
  const { placer, labels, icons } = wording;
  if (box.width < 30 || box.height < LINE) return;
  const size = nameSize(zoom);
  const roomy = isRoomy(box, zoom);
  const { name, count, countWidth, nameWidth, left, showsIcon } = nameExtent(wording, placed, box, zoom);
  const iconSize = iconSizeAt(zoom);
  const y = roomy
    ? box.y + (box.tone === 'container' ? CONTAINER_HEADER_HEIGHT / 2 : 15) * zoom
    : box.tone !== 'container' && box.height < 60
      ? box.y + box.height / 2
      : box.y + 10;
  if (name === '') {
    if (box.height >= 18 && box.width >= 18) {
      const side = Math.min(16, box.width - 4);
      icons.push({ name: placed.block.kind, x: box.x + (box.width - side) / 2, y: y - side / 2, size: side });
    }
    return;
  }
  const taken = {
    x: box.x + 2,
    y: y - height(size) / 2,
    width: left - box.x + nameWidth + countWidth,
    height: height(size),
  };
  if (!placer.take(taken)) return;
  const needsPlate = box.tone === 'container' && (!roomy || !lines.isFree(taken));
  const plate = needsPlate ? { ...taken, x: box.x + 3 } : null;
  if (showsIcon) {
    icons.push({
      name: placed.block.kind,
      x: box.x + padding(zoom),
      y: y - iconSize / 2,
      size: iconSize,
      ...(box.mark?.level == null ? {} : { isStrong: true }),
    });
  }
  labels.push({ text: name, x: left, y, size, weight: 600, anchor: 'start', tone: 'text', plate });
  if (count !== '') {
    const x = left + nameWidth + 6;
    labels.push({
      text: count,
      x,
      y,
      size,
      weight: 600,
      anchor: 'start',
      tone: box.mark?.level == null ? 'count' : 'text',
      plate: null,
    });
  }
}

/** Writes the key figure onto one box, after the names of all; never across a line of `lines`. */
export function labelKeyFigure(wording: Wording, entry: LabelledBox, zoom: number, lines: LabelPlacer): void {
  const { box, placed, keyFigure } = entry;
  const { measure, placer, labels } = wording;
  const isContainer = box.tone === 'container';
  if (keyFigure === '' || box.width < 30 || !isRoomy(box, zoom)) return;
  const size = Math.min(19, Math.max(12, 12 * zoom));
  const pad = padding(zoom);
  const write = (text: string, x: number, y: number, anchor: 'start' | 'end'): boolean => {
    const width = measure(text, size, 400);
    const place = { x: anchor === 'end' ? x - width : x, y: y - height(size) / 2, width, height: height(size) };
    if (text === '' || !lines.isFree(place) || !placer.take(place)) return false;
    labels.push({
      text,
      x,
      y,
      size,
      weight: 400,
      anchor,
      tone: box.mark === undefined ? 'muted' : 'text',
      plate: null,
    });
    return true;
  };
  if (isContainer) {
    const y = box.y + (CONTAINER_HEADER_HEIGHT / 2) * zoom;
    const end = box.x + box.width - pad;
    const room = end - box.x - pad;
    const text = measure(keyFigure, size, 400) <= room ? keyFigure : '';
    if (write(text, end, y, 'end')) return;
    // A link comes in there: beside the name, then.
    const { left, nameWidth, countWidth } = nameExtent(wording, placed, box, zoom);
    const start = left + nameWidth + countWidth + 12;
    if (start + measure(keyFigure, size, 400) <= end) write(text, start, y, 'start');
    return;
  }
  const y = box.y + 34 * zoom;
  if (18 * zoom < 13 || y + size / 2 > box.y + box.height) return;
  write(fitText(keyFigure, size, 400, box.width - 2 * pad, measure), box.x + pad, y, 'start');
}

const padding = (zoom: number): number => Math.min(12, Math.max(5, 10 * zoom));
const nameSize = (zoom: number): number => Math.min(22, Math.max(12, 13 * zoom));
const iconSizeAt = (zoom: number): number => Math.min(20, Math.max(13, 15 * zoom));

/** Whether the head of a box is high enough for a line of its own. */
function isRoomy(box: SceneBox, zoom: number): boolean {
  return box.tone === 'container' ? CONTAINER_HEADER_HEIGHT * zoom >= LINE + 2 : 26 * zoom >= LINE;
}

/** Where a name starts, and how wide it and its count are. */
function nameExtent({ measure }: Wording, placed: PlacedBlock, box: SceneBox, zoom: number) {
  const size = nameSize(zoom);
  const count = placed.block.count > 1 ? `×${formatWhole(placed.block.count)}` : '';
  const countWidth = count === '' ? 0 : measure(count, size, 600) + 6;
  const showsIcon = box.width >= 64 && (isRoomy(box, zoom) || box.height >= 20);
  const left = box.x + padding(zoom) + (showsIcon ? iconSizeAt(zoom) + 6 : 0);
  const room = box.x + box.width - padding(zoom) - left - countWidth;
  const name = fitText(placed.block.name || placed.block.kind, size, 600, room, measure);
  return { name, count, countWidth, nameWidth: measure(name, size, 600), left, showsIcon };
}

/** Names single instances and accelerators once they are large enough; at most `limit` of them. */
export function labelCells(
  wording: Wording,
  cells: readonly NamedCell[],
  limit: number,
  ranks: CellPlaces | null = null,
): void {
  const { measure, placer, labels } = wording;
  for (const { owner, kind, index, instance, accelerator, rectangle } of cells.slice(0, limit)) {
    const { block, facts } = owner;
    const place = ranks === null || accelerator < 0 ? -1 : ranks.placeOf(block.id, instance, accelerator);
    const inset = place >= 0 && rectangle.width < 64 ? 3 : 6;
    const room = rectangle.width - 2 * inset;
    const x = rectangle.x + inset;
    const isInstance = kind === 'instance';
    const size = Math.min(16, Math.max(12, rectangle.height * (isInstance ? 0.11 : 0.16)));
    const number = `#${index + 1}`;
    const named = fitText(`${block.name} ${number}`, size, 500, room, measure);
    const letters = ranks !== null && place >= 0 ? [ranks.letter(place)] : [];
    const lines = isInstance
      ? [named.endsWith(number) ? named : number]
      : [...letters, number, fitText(facts.acceleratorName, 12, 400, room, measure), facts.acceleratorDetail];
    let y = isInstance ? rectangle.y + rectangle.height * 0.1 : rectangle.y + inset + size / 2;
    lines.forEach((text, at) => {
      const lineSize = at === 0 ? size : 12;
      const weight = at === 0 ? 500 : 400;
      const width = measure(text, lineSize, weight);
      if (text === '' || width > room || y + lineSize * 0.65 > rectangle.y + rectangle.height) return;
      if (!placer.take({ x, y: y - lineSize * 0.65, width, height: lineSize * 1.3 })) return;
      labels.push({ text, x, y, size: lineSize, weight, anchor: 'start', tone: 'text', plate: null });
      y += lineSize * 0.65 + 10;
    });
  }
}
