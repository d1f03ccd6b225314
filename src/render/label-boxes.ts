/** The words and signs on blocks: name, count, key figure. Never below 12 px; what has no room is left out. */

import { CONTAINER_HEADER_HEIGHT } from '../domain/canvas/block-layout.ts';
import type { PlacedBlock } from '../domain/canvas/placed-drawing.ts';
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

const height = (size: number): number => size * 1.3;

/** Writes name, count and key figure onto one box. */
export function labelBox(wording: Wording, { box, placed, keyFigure }: LabelledBox, zoom: number): void {
  const { measure, placer, labels, icons } = wording;
  const size = Math.min(22, Math.max(12, 13 * zoom));
  const secondSize = Math.min(19, Math.max(12, 12 * zoom));
  if (box.width < 30 || box.height < LINE) return;
  const roomy = box.tone === 'container' ? CONTAINER_HEADER_HEIGHT * zoom >= LINE + 2 : 26 * zoom >= LINE;
  const pad = Math.min(12, Math.max(5, 10 * zoom));
  const count = placed.block.count > 1 ? `×${formatWhole(placed.block.count)}` : '';
  const countWidth = count === '' ? 0 : measure(count, size, 600) + 6;
  const showsIcon = box.width >= 64 && (roomy || box.height >= 20);
  const iconSize = Math.min(20, Math.max(13, 15 * zoom));
  const left = box.x + pad + (showsIcon ? iconSize + 6 : 0);
  const centred = !roomy && box.tone !== 'container';
  const y = roomy
    ? box.y + (box.tone === 'container' ? CONTAINER_HEADER_HEIGHT / 2 : 15) * zoom
    : centred && box.height < 60
      ? box.y + box.height / 2
      : box.y + 10;
  const room = box.x + box.width - pad - left - countWidth;
  const name = fitText(placed.block.name || placed.block.kind, size, 600, room, measure);
  if (name === '') {
    if (box.height >= 18 && box.width >= 18) {
      const side = Math.min(16, box.width - 4);
      icons.push({ name: placed.block.kind, x: box.x + (box.width - side) / 2, y: y - side / 2, size: side });
    }
    return;
  }
  const nameWidth = measure(name, size, 600);
  const taken = {
    x: box.x + 2,
    y: y - height(size) / 2,
    width: left - box.x + nameWidth + countWidth,
    height: height(size),
  };
  if (!placer.take(taken)) return;
  const plate = box.tone === 'container' && !roomy ? { ...taken, x: box.x + 3 } : null;
  if (showsIcon) icons.push({ name: placed.block.kind, x: box.x + pad, y: y - iconSize / 2, size: iconSize });
  labels.push({ text: name, x: left, y, size, weight: 600, anchor: 'start', tone: 'text', plate });
  if (count !== '') {
    const x = left + nameWidth + 6;
    labels.push({ text: count, x, y, size, weight: 600, anchor: 'start', tone: 'count', plate: null });
  }
  if (keyFigure === '' || !roomy) return;
  if (box.tone === 'container') {
    const end = box.x + box.width - pad;
    const width = measure(keyFigure, secondSize, 400);
    const start = left + nameWidth + countWidth + 12;
    if (end - width < start) return;
    if (!placer.take({ x: end - width, y: y - height(secondSize) / 2, width, height: height(secondSize) })) return;
    labels.push({
      text: keyFigure,
      x: end,
      y,
      size: secondSize,
      weight: 400,
      anchor: 'end',
      tone: 'muted',
      plate: null,
    });
    return;
  }
  const secondY = box.y + 34 * zoom;
  if (18 * zoom < 14 || secondY + LINE / 2 > box.y + box.height) return;
  const text = fitText(keyFigure, secondSize, 400, box.width - 2 * pad, measure);
  const width = measure(text, secondSize, 400);
  if (text === '') return;
  if (!placer.take({ x: box.x + pad, y: secondY - height(secondSize) / 2, width, height: height(secondSize) })) return;
  labels.push({
    text,
    x: box.x + pad,
    y: secondY,
    size: secondSize,
    weight: 400,
    anchor: 'start',
    tone: 'muted',
    plate: null,
  });
}

/** Names single instances and accelerators once they are large enough; at most `limit` of them. */
export function labelCells(wording: Wording, cells: readonly NamedCell[], limit: number): void {
  const { measure, placer, labels } = wording;
  for (const { owner, kind, index, rectangle } of cells.slice(0, limit)) {
    const { block, facts } = owner;
    const room = rectangle.width - 12;
    const x = rectangle.x + 6;
    const isInstance = kind === 'instance';
    const size = Math.min(16, Math.max(12, rectangle.height * (isInstance ? 0.11 : 0.16)));
    const number = `#${index + 1}`;
    const named = fitText(`${block.name} ${number}`, size, 500, room, measure);
    const lines = isInstance
      ? [named.endsWith(number) ? named : number]
      : [number, fitText(facts.acceleratorName, 12, 400, room, measure), facts.acceleratorDetail];
    let y = isInstance ? rectangle.y + rectangle.height * 0.1 : rectangle.y + 6 + size / 2;
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
