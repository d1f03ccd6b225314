/** What lies above the scene at this moment, from the tool's state, the selection and what is under the pointer. */
import type { BlockSide, Hit } from '../../domain/canvas/hit.ts';
import { rectangleToScreen, toScreen, type Viewport } from '../../domain/canvas/viewport.ts';
import type { Point, Rectangle } from '../../domain/plan/drawing/block-geometry.ts';
import { marqueeRectangle } from '../../editor/marquee-gesture.ts';
import type { Distance, Guide } from '../../editor/snapping.ts';
import type { ToolState } from '../../editor/tool-state.ts';
import type { DrawingIndex } from '../../render/drawing-index.ts';
import { portPoint, visibleHandles } from '../../render/hit-test.ts';
import { EMPTY_OVERLAY, type Overlay, type OverlayDistance, type OverlayGuide } from '../../render/paint-overlay.ts';

const SIDES: readonly BlockSide[] = ['top', 'right', 'bottom', 'left'];
/** Ports need room around the block, CSS pixels. */
const PORT_ROOM = 24;

/** What the overlay is made from. */
export interface OverlayInput {
  /** Places as drawn now, moved blocks included. */
  readonly index: DrawingIndex;
  readonly viewport: Viewport;
  readonly state: ToolState;
  readonly selection: readonly string[];
  readonly hoveredId: string | null;
  readonly hit: Hit;
  readonly tool: 'select' | 'hand' | 'connect';
  /** Words on links in the scene below. */
  readonly keptClear: readonly Rectangle[];
  readonly ghost: { readonly rectangle: Rectangle; readonly label: string; readonly parent: string | null } | null;
}

/** Blocks that show connection ports: the one under the pointer, else the only selected one. */
export function portsOf(
  input: Pick<OverlayInput, 'index' | 'viewport' | 'state' | 'selection' | 'hoveredId' | 'tool'>,
) {
  if (input.tool === 'hand' || (input.state.name !== 'idle' && input.state.name !== 'connecting')) return [];
  const candidates = [input.hoveredId, input.selection.length === 1 ? (input.selection[0] ?? null) : null];
  return [...new Set(candidates)].filter((id): id is string => {
    const placed = id === null ? undefined : input.index.placed.byId.get(id);
    if (placed === undefined) return false;
    const box = rectangleToScreen(input.viewport, placed);
    return box.width >= PORT_ROOM && box.height >= PORT_ROOM;
  });
}

/** Assembles the overlay. */
export function buildOverlay(input: OverlayInput): Overlay {
  const { index, viewport, state, selection, hit } = input;
  const boxOf = (id: string | null): Rectangle | null => {
    const placed = id === null ? undefined : index.placed.byId.get(id);
    return placed === undefined ? null : rectangleToScreen(viewport, placed);
  };
  const lineOf = (id: string | null): readonly number[] | null => {
    const routed = id === null ? undefined : index.links.find(({ link }) => link.id === id);
    if (routed === undefined) return null;
    const line: number[] = [];
    for (let at = 0; at < routed.points.length; at += 2) {
      const { x, y } = toScreen(viewport, { x: routed.points[at] ?? 0, y: routed.points[at + 1] ?? 0 });
      line.push(x, y);
    }
    return line;
  };
  const quiet = state.name === 'moving' || state.name === 'resizing' || state.name === 'panning';
  const [only] = selection;
  const handleBox = selection.length === 1 && !quiet && input.tool === 'select' ? boxOf(only ?? null) : null;
  const hovered = quiet || state.name === 'marquee' ? null : input.hoveredId;
  const ports = portsOf(input);
  return {
    ...EMPTY_OVERLAY,
    keptClear: input.keptClear,
    selected: selection.flatMap((id) => boxOf(id) ?? []),
    selectedLines: selection.flatMap((id) => {
      const line = lineOf(id);
      return line === null ? [] : [line];
    }),
    hovered: hovered !== null && !selection.includes(hovered) ? boxOf(hovered) : null,
    hoveredLine: hovered !== null && !selection.includes(hovered) ? lineOf(hovered) : null,
    dropTarget: dropTargetOf(input, boxOf),
    handles: handleBox === null ? null : { box: handleBox, shown: visibleHandles(handleBox) },
    ports: ports.flatMap((id) => {
      const box = boxOf(id);
      return box === null ? [] : SIDES.map((side) => portPoint(box, side));
    }),
    activePort: hit.kind === 'port' && state.name === 'idle' ? pointOfPort(boxOf(hit.id), hit.side) : null,
    marquee: state.name === 'marquee' ? rectangleToScreen(viewport, marqueeRectangle(state)) : null,
    connecting: connectingOf(input, boxOf),
    ghost:
      input.ghost === null
        ? null
        : { rectangle: rectangleToScreen(viewport, input.ghost.rectangle), label: input.ghost.label },
    guides: 'guides' in state ? state.guides.map((guide) => guideToScreen(guide, viewport)) : [],
    distances: 'distances' in state ? state.distances.map((distance) => distanceToScreen(distance, viewport)) : [],
  };
}

function pointOfPort(box: Rectangle | null, side: BlockSide): Point | null {
  return box === null ? null : portPoint(box, side);
}

function dropTargetOf(input: OverlayInput, boxOf: (id: string | null) => Rectangle | null): Rectangle | null {
  const { state } = input;
  if (input.ghost !== null) return boxOf(input.ghost.parent);
  if (state.name === 'moving') return state.changesParent ? boxOf(state.parent) : null;
  return state.name === 'connecting' ? boxOf(state.target) : null;
}

function connectingOf(input: OverlayInput, boxOf: (id: string | null) => Rectangle | null): Overlay['connecting'] {
  const { state, viewport, hit } = input;
  if (state.name !== 'connecting') return null;
  const box = boxOf(state.from);
  if (box === null) return null;
  const to = toScreen(viewport, state.to);
  const from =
    state.side === null ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : portPoint(box, state.side);
  const overOther = hit.kind !== 'none' && hit.kind !== 'link' && hit.id !== state.from;
  return { from, to, allowed: state.target !== null || !overOther };
}

function guideToScreen({ axis, at, from, to }: Guide, viewport: Viewport): OverlayGuide {
  const start = toScreen(viewport, axis === 'x' ? { x: at, y: from } : { x: from, y: at });
  const end = toScreen(viewport, axis === 'x' ? { x: at, y: to } : { x: to, y: at });
  return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
}

function distanceToScreen({ axis, from, to, across }: Distance, viewport: Viewport): OverlayDistance {
  const start = toScreen(viewport, axis === 'x' ? { x: from, y: across } : { x: across, y: from });
  const end = toScreen(viewport, axis === 'x' ? { x: to, y: across } : { x: across, y: to });
  return { x1: start.x, y1: start.y, x2: end.x, y2: end.y, label: String(Math.round(to - from)) };
}
