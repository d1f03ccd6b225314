/**
 * Lays a drawing out anew: no blocks overlap, containers fit what they hold, switches lie above what they join. From the inside out,
 * since a container has to be as large as its content before it finds its own place. The same drawing always comes out the
 * same, and what has been laid out stays as it is.
 */
import { BLOCK_PADDING, CONTAINER_HEADER_HEIGHT, minimumBlockSize } from '../domain/canvas/block-layout.ts';
import { clampCoordinate, clampExtent, type Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import { groupByParent, topmostOf } from '../domain/plan/drawing/block-tree.ts';
import type { Block, Drawing } from '../domain/plan/plan-document.ts';
import { arrangeSiblings } from './arrange-siblings.ts';
import { makeRoom } from './make-room.ts';
import type { PackPart } from './pack-rows.ts';
import { findSiblingJoints, type SiblingJoint } from './sibling-joints.ts';
import { findTierHeights } from './tier-heights.ts';

/** New rectangles by block id, relative to the parent as in the plan. */
export type LaidOut = ReadonlyMap<string, Rectangle>;

/** Canvas units to either side of the origin. */
const COORDINATE_LIMIT = 1e6;
/** Largest width and height that a block without others inside keeps, canvas units: some hundreds of them still fit on a canvas. */
const LARGEST_LEAF = 4096;
/** Room beyond the padding of templates and generated networks, so that a block may be pulled a little without leaving. */
const EXTRA_ROOM = 4;

/**
 * Rectangles of all blocks. With `within`, only what lies in those containers is laid out; others move aside where the containers
 * grow, and those around them grow too. Answers undefined where the result would not fit on a canvas.
 */
export function layoutDrawing(drawing: Drawing, within: readonly string[] | null = null): LaidOut | undefined {
  const layout = new DrawingLayout(drawing);
  if (within === null) layout.layOutAll();
  else for (const id of topmostOf(drawing, within)) layout.layOutInside(id);
  return layout.finish();
}

class DrawingLayout {
  private readonly children: ReadonlyMap<string | null, readonly Block[]>;
  private readonly joints: ReadonlyMap<string | null, readonly SiblingJoint[]>;
  private readonly rectangles = new Map<string, Rectangle>();

  constructor(private readonly drawing: Drawing) {
    this.children = groupByParent(drawing);
    this.joints = findSiblingJoints(drawing, findTierHeights(drawing));
  }

  layOutAll(): void {
    const top = this.children.get(null) ?? [];
    for (const block of top) this.layOutContent(block);
    const { places, width, height } = this.arrange(null);
    // Where the drawing lies on the canvas stays as it is: half of the blocks move to one side, half to the other.
    const shift = { x: 0, y: 0 };
    for (const [axis, room] of [
      ['x', width],
      ['y', height],
    ] as const) {
      const wished = median(top.map((block) => block[axis] - (places.get(block.id)?.[axis] ?? 0)));
      shift[axis] = Math.max(-COORDINATE_LIMIT, Math.min(COORDINATE_LIMIT - room, wished));
    }
    for (const { id } of top) {
      const place = places.get(id);
      if (place !== undefined) this.put(id, { ...this.of(id), x: place.x + shift.x, y: place.y + shift.y });
    }
  }

  layOutInside(id: string): void {
    const block = this.drawing.blocks[id];
    if (block === undefined) return;
    const before = this.of(id);
    this.layOutContent(block);
    makeRoom({ ...block, ...before }, this.of(id), this.drawing, this.children, this.rectangles);
  }

  /** All rectangles that differ from the plan's or were worked out; undefined when one lies off the canvas. */
  finish(): LaidOut | undefined {
    const laidOut = new Map<string, Rectangle>();
    for (const [id, { x, y, width, height }] of this.rectangles) {
      const kept = {
        x: clampCoordinate(x),
        y: clampCoordinate(y),
        width: clampExtent(width),
        height: clampExtent(height),
      };
      const isOff = [kept.x - x, kept.y - y, kept.width - width, kept.height - height].some((by) => Math.abs(by) > 1);
      if (isOff) return undefined;
      laidOut.set(id, kept);
    }
    return laidOut;
  }

  /** Works out a block's size, and the rectangles of everything inside it. Its own place stays. */
  private layOutContent(block: Block): void {
    const inside = this.children.get(block.id) ?? [];
    const { x, y } = this.of(block.id);
    if (inside.length === 0) {
      this.put(block.id, { x, y, ...leafSize(block) });
      return;
    }
    for (const child of inside) this.layOutContent(child);
    const { places, width, height } = this.arrange(block.id);
    const pad = BLOCK_PADDING + EXTRA_ROOM;
    const outerWidth = Math.max(width + 2 * pad, headerWidth(block));
    const left = Math.round((outerWidth - width) / 2);
    const top = CONTAINER_HEADER_HEIGHT + BLOCK_PADDING;
    for (const [id, place] of places) this.put(id, { ...this.of(id), x: place.x + left, y: place.y + top });
    this.put(block.id, { x, y, width: outerWidth, height: top + height + pad });
  }

  private arrange(parent: string | null) {
    const siblings = (this.children.get(parent) ?? []).map(({ id, x, y, width, height }): PackPart => {
      const sized = this.of(id);
      return { id, x, y, width, height, newWidth: sized.width, newHeight: sized.height };
    });
    return arrangeSiblings(siblings, this.joints.get(parent) ?? []);
  }

  private of(id: string): Rectangle {
    const known = this.rectangles.get(id) ?? this.drawing.blocks[id];
    if (known === undefined) return { x: 0, y: 0, width: 1, height: 1 };
    const { x, y, width, height } = known;
    return { x, y, width, height };
  }

  private put(id: string, rectangle: Rectangle): void {
    this.rectangles.set(id, rectangle);
  }
}

/** What a leaf was drawn in, within what can be read and what fits on a canvas. */
function leafSize(block: Block): { width: number; height: number } {
  const least = minimumBlockSize(block.kind);
  return {
    width: Math.min(LARGEST_LEAF, Math.max(least.width, block.width)),
    height: Math.min(LARGEST_LEAF, Math.max(least.height, block.height)),
  };
}

/** Room that icon, name and count of a container take, to about 10 %; long names are cut when drawn. */
function headerWidth({ name, count }: Block): number {
  const letters = name.length + (count > 1 ? String(count).length + 2 : 0);
  return Math.round(Math.min(320, 60 + 8 * letters));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
