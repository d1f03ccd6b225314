/** Small drawings and pointer events for the editor's tests. */
import { type Hit, NO_HIT } from '../domain/canvas/hit.ts';
import { placeDrawing } from '../domain/canvas/placed-drawing.ts';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import type { Point, Rectangle } from '../domain/plan/drawing/block-geometry.ts';
import type { Block, Drawing, PlanCommand } from '../domain/plan/plan-document.ts';
import { reducePointer } from './pointer-machine.ts';
import { type EditorContext, type EditorEffect, IDLE, type PointerInput, type ToolState } from './tool-state.ts';

/** A block with plain defaults. */
export function testBlock(id: string, fields: Partial<Block> = {}): Block {
  return {
    id,
    kind: 'node',
    name: id,
    parent: null,
    count: 1,
    x: 0,
    y: 0,
    width: 160,
    height: 80,
    catalogId: null,
    torusDims: null,
    regionId: null,
    powerLimitWatts: null,
    storage: null,
    exceptions: [],
    ...fields,
  };
}

/** A drawing of blocks. */
export function testDrawing(...blocks: readonly Block[]): Drawing {
  return { blocks: Object.fromEntries(blocks.map((block) => [block.id, block])), links: {} };
}

/** The drawing after a command. */
export function applyTo(drawing: Drawing, command: PlanCommand): Drawing {
  const plan = structuredClone({ ...createEmptyPlan(), drawing });
  command.recipe(plan);
  return plan.drawing;
}

/** A session of one tool: feeds pointer events in, carries effects out, and remembers them. */
export class TestCanvas {
  state: ToolState = IDLE;
  selection: readonly string[] = [];
  viewport = { x: 0, y: 0, zoom: 1 };
  tool: EditorContext['tool'] = 'select';
  snap = false;
  readonly commands: PlanCommand[] = [];
  readonly effects: EditorEffect[] = [];
  drawing: Drawing;

  constructor(drawing: Drawing) {
    this.drawing = drawing;
  }

  context(): EditorContext {
    const placed = placeDrawing(this.drawing);
    return {
      placed,
      selection: this.selection,
      viewport: this.viewport,
      tool: this.tool,
      catalogIndex: null,
      snap: this.snap,
      blocksInside: (area: Rectangle) =>
        placed.blocks
          .filter(
            (box) =>
              box.x >= area.x &&
              box.y >= area.y &&
              box.x + box.width <= area.x + area.width &&
              box.y + box.height <= area.y + area.height,
          )
          .map(({ block }) => block.id),
    };
  }

  send(input: PointerInput): void {
    const step = reducePointer(this.state, input, this.context());
    this.state = step.state;
    for (const effect of step.effects) {
      this.effects.push(effect);
      if (effect.type === 'select') this.selection = effect.ids;
      if (effect.type === 'viewport') this.viewport = { ...effect.viewport };
      if (effect.type === 'dispatch') {
        this.commands.push(effect.command);
        this.drawing = applyTo(this.drawing, effect.command);
      }
    }
  }

  down(screen: Point, hit: Hit = NO_HIT, more: Partial<PointerInput & { type: 'down' }> = {}): void {
    this.send({ type: 'down', screen, hit, button: 0, space: false, shift: false, alt: false, mod: false, ...more });
  }

  move(screen: Point, hit: Hit = NO_HIT, more: Partial<PointerInput & { type: 'move' }> = {}): void {
    this.send({ type: 'move', screen, hit, shift: false, alt: false, mod: false, ...more });
  }

  up(screen: Point, hit: Hit = NO_HIT, more: Partial<PointerInput & { type: 'up' }> = {}): void {
    this.send({ type: 'up', screen, hit, shift: false, alt: false, mod: false, ...more });
  }

  drag(from: Point, to: Point, hit: Hit = NO_HIT, more: { shift?: boolean; alt?: boolean; mod?: boolean } = {}): void {
    this.down(from, hit, more);
    this.move({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, NO_HIT, more);
    this.move(to, NO_HIT, more);
    this.up(to, NO_HIT, more);
  }
}

/** A hit on the head of a block. */
export const onBlock = (id: string): Hit => ({ kind: 'block', id, part: 'header' });
/** A hit on the inside of a container. */
export const inBlock = (id: string): Hit => ({ kind: 'block', id, part: 'body' });
