/**
 * The canvas without React: turns pointer, wheel and touch into the editor's steps, carries their effects out, and paints at
 * most once a frame. Scene and overlay are painted apart, so that hovering never repaints the drawing.
 */
import { type Hit, NO_HIT } from '../../domain/canvas/hit.ts';
import { type PlacedDrawing, placeDrawing } from '../../domain/canvas/placed-drawing.ts';
import { panBy, toCanvas, zoomAround } from '../../domain/canvas/viewport.ts';
import type { CatalogIndex } from '../../domain/catalog/catalog-types.ts';
import type { FigureTheme } from '../../domain/figure/figure-theme.ts';
import type { DrawingOverlay } from '../../domain/overlay/drawing-overlay.ts';
import { addBlock } from '../../domain/plan/commands/add-block.ts';
import { originOf, type Point, type Rectangle } from '../../domain/plan/drawing/block-geometry.ts';
import type { Drawing, PlanCommand } from '../../domain/plan/plan-document.ts';
import { type BlockSource, createBlockAt } from '../../editor/create-block.ts';
import { moveOverrides } from '../../editor/move-gesture.ts';
import { reducePointer } from '../../editor/pointer-machine.ts';
import { resizeOverrides } from '../../editor/resize-gesture.ts';
import { growAround } from '../../editor/selection-commands.ts';
import {
  type EditorContext,
  type EditorEffect,
  IDLE,
  type PointerInput,
  type ToolState,
} from '../../editor/tool-state.ts';
import { buildScene } from '../../render/build-scene.ts';
import { type DrawingIndex, indexDrawing } from '../../render/drawing-index.ts';
import { blocksInside, hitTest } from '../../render/hit-test.ts';
import { paintOverlay } from '../../render/paint-overlay.ts';
import { createTextMeasurer, paintScene } from '../../render/paint-scene.ts';
import type { MeasureText } from '../../render/text-width.ts';
import type { DocumentStore } from '../../stores/document-store.ts';
import type { PreferencesStore } from '../../stores/preferences-store.ts';
import type { SessionStore } from '../../stores/session-store.ts';
import { buildOverlay, portsOf } from './build-overlay.ts';
import { cursorFor } from './cursor-for.ts';
import { GhostKeeper } from './ghost-keeper.ts';
import { isMouseWheel } from './is-mouse-wheel.ts';

/** What the controller needs from around it. */
export interface CanvasHost {
  readonly documentStore: DocumentStore;
  readonly sessionStore: SessionStore;
  readonly preferencesStore: PreferencesStore;
  /** Carries a command out; with `select`, what it added becomes the selection. */
  readonly dispatch: (command: PlanCommand, select?: 'added') => void;
  /** Called when a gesture begins or ends, so that floating controls can step aside. */
  readonly onGesture: (name: ToolState['name']) => void;
  readonly onCursor: (cursor: string) => void;
}

interface Ghost {
  readonly source: BlockSource;
  readonly point: Point;
}

/** See the file's head. */
export class CanvasController {
  private state: ToolState = IDLE;
  private hit: Hit = NO_HIT;
  private spaceHeld = false;
  private ghost: Ghost | null = null;
  private theme: FigureTheme;
  private catalogIndex: CatalogIndex | null = null;
  private drawnOverlay: DrawingOverlay | null = null;
  private readonly ghosts = new GhostKeeper();
  private frame = 0;
  private sceneIsStale = true;
  private readonly scene: CanvasRenderingContext2D;
  private readonly overlay: CanvasRenderingContext2D;
  private measure: MeasureText;
  private readonly host: CanvasHost;
  private readonly touches = new Map<number, Point>();
  private preview: { readonly state: ToolState; readonly placed: PlacedDrawing } | null = null;
  private readonly endings: (() => void)[] = [];
  /** Where the last scene has words on links. */
  private linkWords: readonly Rectangle[] = [];

  constructor(host: CanvasHost, sceneCanvas: HTMLCanvasElement, overlayCanvas: HTMLCanvasElement, theme: FigureTheme) {
    const scene = sceneCanvas.getContext('2d', { alpha: false });
    const overlay = overlayCanvas.getContext('2d');
    if (scene === null || overlay === null) throw new Error('This browser gives no 2-D canvas.');
    this.scene = scene;
    this.overlay = overlay;
    this.measure = createTextMeasurer(scene);
    this.host = host;
    this.theme = theme;
    this.endings.push(
      host.documentStore.subscribe(() => this.invalidate(true)),
      host.sessionStore.subscribe((state, before) => {
        this.invalidate(state.viewport !== before.viewport || state.canvasSize !== before.canvasSize);
      }),
      host.preferencesStore.subscribe(() => this.invalidate(true)),
    );
  }

  /** Ends all listening. */
  dispose(): void {
    cancelAnimationFrame(this.frame);
    for (const end of this.endings) end();
  }

  setTheme(theme: FigureTheme): void {
    this.theme = theme;
    this.invalidate(true);
  }

  /** The typeface has come: words are measured and painted anew. */
  fontsLoaded(): void {
    this.measure = createTextMeasurer(this.scene);
    this.invalidate(true);
  }

  setCatalog(catalogIndex: CatalogIndex | null): void {
    this.catalogIndex = catalogIndex;
    this.invalidate(true);
  }

  /** What is laid over the drawing; null = nothing. */
  setOverlay(overlay: DrawingOverlay | null): void {
    if (this.drawnOverlay === overlay) return;
    this.drawnOverlay = overlay;
    this.invalidate(true);
  }

  /** The plan before a trial, to be drawn as a ghost; null = there is none. */
  setBefore(before: Drawing | null): void {
    if (this.ghosts.setBefore(before)) this.invalidate(true);
  }

  /** Takes over the size of the element, CSS pixels. */
  resize(width: number, height: number): void {
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    for (const context of [this.scene, this.overlay]) {
      context.canvas.width = Math.round(width * ratio);
      context.canvas.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    this.host.sessionStore.getState().setCanvasSize(width, height);
    this.sceneIsStale = true;
    // Setting a canvas's size clears it: paint at once, else it flickers.
    this.paint();
  }

  /** Asks for a frame. */
  invalidate(scene: boolean): void {
    this.sceneIsStale ||= scene;
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  /** Places as they are drawn now: with a drag under way, the dragged blocks lie where the hand is. */
  index(): DrawingIndex {
    const { drawing } = this.host.documentStore.getState().plan;
    const base = placeDrawing(drawing);
    if (this.state.name !== 'moving' && this.state.name !== 'resizing') return indexDrawing(base);
    if (this.preview?.state !== this.state) {
      const overrides =
        this.state.name === 'moving' ? moveOverrides(this.state, base) : resizeOverrides(this.state, base);
      this.preview = { state: this.state, placed: placeDrawing(drawing, overrides) };
    }
    return indexDrawing(this.preview.placed);
  }

  private paint(): void {
    const { viewport, canvasSize: size, selection, hoveredId, tool } = this.host.sessionStore.getState();
    if (size.width === 0 || size.height === 0) return;
    const index = this.index();
    if (this.sceneIsStale) {
      const { catalogIndex, measure, drawnOverlay: overlay } = this;
      const scene = buildScene({
        index,
        catalogIndex,
        viewport,
        size,
        measure,
        overlay,
        ghosts: this.ghosts.of(index.placed.drawing, catalogIndex),
      });
      paintScene(this.scene, scene, this.theme, this.host.preferencesStore.getState().showGrid);
      this.sceneIsStale = false;
      this.linkWords = scene.labels.flatMap(({ plate, anchor }) =>
        plate === null || anchor !== 'middle' ? [] : [plate],
      );
    }
    const overlay = buildOverlay({
      index,
      viewport,
      state: this.state,
      selection,
      hoveredId,
      hit: this.hit,
      tool,
      keptClear: this.linkWords,
      ghost: this.ghostRectangle(),
    });
    paintOverlay(this.overlay, overlay, this.theme, size);
  }

  private ghostRectangle() {
    if (this.ghost === null) return null;
    const { drawing } = this.host.documentStore.getState().plan;
    const block = createBlockAt(placeDrawing(drawing), this.ghost.source, this.ghost.point);
    const origin = originOf(drawing, block.parent);
    const { width, height } = block;
    return {
      rectangle: { x: origin.x + block.x, y: origin.y + block.y, width, height },
      label: block.name,
      parent: block.parent,
    };
  }

  private context(): EditorContext {
    const { viewport, selection, tool } = this.host.sessionStore.getState();
    const placed = placeDrawing(this.host.documentStore.getState().plan.drawing);
    const index = indexDrawing(placed);
    return {
      placed,
      selection,
      viewport,
      tool,
      catalogIndex: this.catalogIndex,
      snap: this.host.preferencesStore.getState().snapToGrid,
      blocksInside: (area) => blocksInside(index, area),
    };
  }

  private find(screen: Point): Hit {
    const { viewport, selection, hoveredId, tool } = this.host.sessionStore.getState();
    const index = indexDrawing(placeDrawing(this.host.documentStore.getState().plan.drawing));
    const [only] = selection;
    return hitTest(index, viewport, screen, {
      handlesOf: selection.length === 1 && tool === 'select' && only !== undefined ? only : null,
      portsOf: portsOf({ index, viewport, state: this.state, selection, hoveredId, tool }),
    });
  }

  private step(input: PointerInput): void {
    const before = this.state.name;
    const next = reducePointer(this.state, input, this.context());
    const moved =
      next.state !== this.state &&
      (before === 'moving' || before === 'resizing' || next.state.name === 'moving' || next.state.name === 'resizing');
    this.state = next.state;
    for (const effect of next.effects) this.carryOut(effect);
    if (before !== next.state.name) this.host.onGesture(next.state.name);
    this.invalidate(moved);
    this.showCursor();
  }

  private carryOut(effect: EditorEffect): void {
    const { setSelection, setViewport, announce } = this.host.sessionStore.getState();
    if (effect.type === 'select') setSelection(effect.ids);
    else if (effect.type === 'viewport') setViewport(effect.viewport);
    else if (effect.type === 'announce') announce(effect.text);
    else this.host.dispatch(effect.command, effect.select);
  }

  /** The pointer went down; gives what lies under it. */
  pointerDown(event: PointerEvent, screen: Point): Hit {
    if (event.pointerType === 'touch') {
      this.touches.set(event.pointerId, screen);
      if (this.touches.size > 1) {
        this.cancel();
        return NO_HIT;
      }
      // What the finger meets was never hovered: ports and outlines follow the touch.
      this.hover(this.find(screen));
    }
    this.hit = this.find(screen);
    const grabs = this.hit.kind !== 'none' && !(this.hit.kind === 'block' && this.hit.part === 'body');
    // A finger on free ground moves the view; a mouse pulls a selection rectangle there.
    const space = this.spaceHeld || (event.pointerType === 'touch' && !grabs);
    if (space && event.pointerType === 'touch' && !this.spaceHeld) {
      this.host.sessionStore.getState().setSelection(this.hit.kind === 'block' ? [this.hit.id] : []);
    }
    this.step({ type: 'down', screen, hit: this.hit, button: event.button, space, ...modifiers(event) });
    return this.hit;
  }

  pointerMove(event: PointerEvent, screen: Point): void {
    if (this.touches.has(event.pointerId) && this.touches.size === 2) {
      this.pinch(event.pointerId, screen);
      return;
    }
    this.hit = this.find(screen);
    if (this.state.name === 'idle') {
      this.hover(this.hit);
      this.invalidate(false);
      this.showCursor();
      return;
    }
    this.step({ type: 'move', screen, hit: this.hit, ...modifiers(event) });
  }

  pointerUp(event: PointerEvent, screen: Point): void {
    const pinching = this.touches.size > 1;
    this.touches.delete(event.pointerId);
    if (pinching) return;
    this.hit = this.find(screen);
    this.step({ type: 'up', screen, hit: this.hit, ...modifiers(event) });
  }

  pointerLeave(): void {
    this.hit = NO_HIT;
    this.host.sessionStore.getState().setHoveredId(null);
    this.invalidate(false);
  }

  private hover(hit: Hit): void {
    this.host.sessionStore.getState().setHoveredId(hit.kind === 'none' ? null : hit.id);
  }

  /** Ends what is under way without doing it; false when nothing was. */
  cancel(): boolean {
    if (this.state.name === 'idle') return false;
    this.step({ type: 'cancel' });
    return true;
  }

  setSpace(held: boolean): void {
    this.spaceHeld = held;
    this.showCursor();
  }

  private pinch(pointerId: number, screen: Point): void {
    const others = [...this.touches].filter(([id]) => id !== pointerId);
    const [, other] = others[0] ?? [0, screen];
    const before = this.touches.get(pointerId) ?? screen;
    this.touches.set(pointerId, screen);
    const { viewport, setViewport } = this.host.sessionStore.getState();
    const spread = (a: Point) => Math.max(10, Math.hypot(a.x - other.x, a.y - other.y));
    const middle = { x: (screen.x + other.x) / 2, y: (screen.y + other.y) / 2 };
    const moved = panBy(viewport, (screen.x - before.x) / 2, (screen.y - before.y) / 2);
    setViewport(zoomAround(moved, middle, (viewport.zoom * spread(screen)) / spread(before)));
  }

  /** Mouse wheels and pinches zoom to the pointer; two fingers on a touchpad move the view. */
  wheel(event: WheelEvent, screen: Point): void {
    const { viewport, setViewport } = this.host.sessionStore.getState();
    if (event.ctrlKey || event.metaKey || isMouseWheel(event)) {
      const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 100 : 1;
      const delta = Math.max(-240, Math.min(240, event.deltaY * lines));
      const speed = isMouseWheel(event) ? 0.0016 : 0.01;
      setViewport(zoomAround(viewport, screen, viewport.zoom * Math.exp(-delta * speed)));
      return;
    }
    setViewport(
      event.shiftKey && event.deltaX === 0
        ? panBy(viewport, -event.deltaY, 0)
        : panBy(viewport, -event.deltaX, -event.deltaY),
    );
  }

  /** Shows where a palette entry would land; null = it is not over the canvas. */
  showGhost(source: BlockSource | null, screen: Point): void {
    const { viewport } = this.host.sessionStore.getState();
    this.ghost = source === null ? null : { source, point: toCanvas(viewport, screen) };
    this.invalidate(false);
  }

  /** Puts a palette entry down and selects it. */
  drop(source: BlockSource, screen: Point): void {
    this.ghost = null;
    const { viewport, setSelection } = this.host.sessionStore.getState();
    const { drawing } = this.host.documentStore.getState().plan;
    const block = createBlockAt(placeDrawing(drawing), source, toCanvas(viewport, screen));
    const add = addBlock(block);
    this.host.dispatch({
      ...add,
      recipe: (draft) => {
        add.recipe(draft);
        growAround(draft, block.parent);
      },
    });
    setSelection([block.id]);
    this.invalidate(true);
  }

  /** The block under a point of the screen, for double clicks and menus. */
  blockAt(screen: Point): string | null {
    const hit = this.find(screen);
    return hit.kind === 'none' || hit.kind === 'link' ? null : hit.id;
  }

  private showCursor(): void {
    const { tool } = this.host.sessionStore.getState();
    this.host.onCursor(cursorFor(this.state, this.hit, tool, this.spaceHeld));
  }
}

function modifiers(event: PointerEvent) {
  return { shift: event.shiftKey, alt: event.altKey, mod: event.ctrlKey || event.metaKey };
}
