import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { dispatch, dispatchAndSelect } from '../../actions/dispatch.ts';
import { findMark } from '../../domain/overlay/drawing-overlay.ts';
import type { Point } from '../../domain/plan/drawing/block-geometry.ts';
import { fitDrawing } from '../../editor/view-commands.ts';
import { type BlockDialogRequest, BlockDialogs } from '../outline/block-dialogs.tsx';
import { useOverlay } from '../overlay/overlay-context.ts';
import { useActions } from '../shell/action-context.ts';
import { useFigureTheme } from '../theme/use-figure-theme.ts';
import { useDocument, usePreferences, useSession, useWhatIf } from '../use-stores.ts';
import { Breadcrumb } from './breadcrumb.tsx';
import styles from './canvas.module.css';
import { CanvasController } from './canvas-controller.ts';
import { CanvasMenu } from './canvas-menu.tsx';
import { CanvasTools } from './canvas-tools.tsx';
import { CountStepper } from './count-stepper.tsx';
import { EmptyCanvas } from './empty-canvas.tsx';
import { handleCanvasKey } from './handle-canvas-key.ts';
import { Minimap } from './minimap.tsx';
import { listenToPaletteDrag } from './palette-drag.ts';
import { RenameField } from './rename-field.tsx';
import { useCatalogIndex } from './use-catalog-index.ts';

const OverlayLegend = lazy(async () => ({
  default: (await import('../overlay/overlay-legend.tsx')).OverlayLegend,
}));

const WhatIfStrip = lazy(async () => ({
  default: (await import('../what-if/what-if-strip.tsx')).WhatIfStrip,
}));

/** The drawing: two canvases and the controls that float over them. Fills the element around it. */
export function Canvas() {
  const actions = useActions();
  const theme = useFigureTheme();
  const catalogIndex = useCatalogIndex();
  const overlay = useOverlay();
  const before = useWhatIf((state) => state.before?.drawing ?? null);
  const frameRef = useRef<HTMLDivElement>(null);
  const sceneRef = useRef<HTMLCanvasElement>(null);
  const overlayRef = useRef<HTMLCanvasElement>(null);
  const controllerRef = useRef<CanvasController | null>(null);
  const [gesture, setGesture] = useState('idle');
  const [renaming, setRenaming] = useState<string | null>(null);
  const [menuAt, setMenuAt] = useState<Point | null>(null);
  const [dialog, setDialog] = useState<BlockDialogRequest | null>(null);
  const isEmpty = useDocument((state) => Object.keys(state.plan.drawing.blocks).length === 0);
  const showsOverlay = usePreferences((state) => state.overlay !== 'none');
  const showMinimap = usePreferences((state) => state.showMinimap);
  const selection = useSession((state) => state.selection);

  // biome-ignore lint/correctness/useExhaustiveDependencies: theme and catalogue follow by effects of their own; the controller is made once.
  useLayoutEffect(() => {
    const { current: frame } = frameRef;
    const { current: scene } = sceneRef;
    const { current: overlay } = overlayRef;
    if (frame === null || scene === null || overlay === null) return;
    const controller = new CanvasController(
      {
        documentStore: actions.documentStore,
        sessionStore: actions.sessionStore,
        preferencesStore: actions.preferencesStore,
        dispatch: (command, select) => {
          if (select === 'added') dispatchAndSelect(actions, command);
          else dispatch(actions, command);
        },
        onGesture: setGesture,
        onCursor: (cursor) => {
          frame.style.cursor = cursor;
        },
      },
      scene,
      overlay,
      theme,
    );
    controllerRef.current = controller;
    const observer = new ResizeObserver(() => controller.resize(frame.clientWidth, frame.clientHeight));
    controller.resize(frame.clientWidth, frame.clientHeight);
    observer.observe(frame);
    const ends = [listenToPointer(frame, controller, setMenuAt, setRenaming), followPalette(frame, controller)];
    // Letters measured before the typeface is there have other widths.
    void document.fonts.ready.then(() => controller.fontsLoaded());
    return () => {
      observer.disconnect();
      for (const end of ends) end();
      controller.dispose();
      controllerRef.current = null;
    };
  }, [actions]);

  useEffect(() => controllerRef.current?.setTheme(theme), [theme]);
  useEffect(() => controllerRef.current?.setCatalog(catalogIndex), [catalogIndex]);
  useEffect(() => controllerRef.current?.setOverlay(overlay), [overlay]);
  useEffect(() => controllerRef.current?.setBefore(before), [before]);
  useFitOnOpen();

  const rename = useCallback((id: string) => setRenaming(id), []);
  const [only] = selection;
  const single = selection.length === 1 && only !== undefined ? only : null;
  const calm = gesture === 'idle' || gesture === 'pressed';
  return (
    <div className={styles.column}>
      {before === null ? null : (
        <Suspense fallback={null}>
          <WhatIfStrip />
        </Suspense>
      )}
      <div className={styles.frame}>
        <div
          ref={frameRef}
          className={styles.surface}
          role="application"
          aria-roledescription="drawing"
          aria-label="Drawing of the plan"
          aria-describedby="canvas-help"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys that move what is selected.
          tabIndex={0}
          data-testid="canvas"
          onKeyDown={(event) => {
            if (event.target !== event.currentTarget || controllerRef.current === null) return;
            const openMenu = () => setMenuAt(menuPlace(actions.sessionStore.getState().canvasSize));
            handleCanvasKey(event, actions, controllerRef.current, {
              rename,
              openMenu,
              wordsOf: (id) => findMark(overlay, id)?.words ?? '',
            });
          }}
          onKeyUp={(event) => {
            if (event.key === ' ') controllerRef.current?.setSpace(false);
          }}
          onBlur={() => controllerRef.current?.setSpace(false)}
        >
          <canvas ref={sceneRef} className={styles.layer} />
          <canvas ref={overlayRef} className={styles.layer} />
        </div>
        <p id="canvas-help" className={styles.help}>
          Arrow keys move what is selected. Tab goes to the next block, Enter renames, Delete removes, Escape clears the
          selection. The outline holds the same drawing as a tree, with everything that can be done here.
        </p>
        {isEmpty ? <EmptyCanvas /> : null}
        {single !== null && calm && renaming === null ? <CountStepper id={single} /> : null}
        {renaming === null ? null : (
          <RenameField
            key={renaming}
            id={renaming}
            onDone={() => {
              setRenaming(null);
              frameRef.current?.focus();
            }}
          />
        )}
        {showMinimap && !isEmpty ? <Minimap /> : null}
        <Breadcrumb />
        {isEmpty || !showsOverlay ? null : (
          <Suspense fallback={null}>
            <OverlayLegend />
          </Suspense>
        )}
        <CanvasTools />
        {menuAt === null ? null : (
          <CanvasMenu
            at={menuAt}
            onClose={() => {
              setMenuAt(null);
              frameRef.current?.focus();
            }}
            onRename={rename}
            onDialog={setDialog}
          />
        )}
        <BlockDialogs request={dialog} onClose={() => setDialog(null)} />
      </div>
    </div>
  );
}

function menuPlace({ width, height }: { readonly width: number; readonly height: number }): Point {
  return { x: width / 2, y: height / 3 };
}

/** Shows the whole drawing when another plan is opened, once the canvas has a size. */
function useFitOnOpen(): void {
  const planId = useDocument((state) => state.planId);
  const opened = useDocument((state) => (state.lastChange?.kind === 'open' ? state.revision : 0));
  const drawing = useDocument((state) => state.plan.drawing);
  const size = useSession((state) => state.canvasSize);
  const setViewport = useSession((state) => state.setViewport);
  const fitted = useRef('');
  useEffect(() => {
    const key = `${planId}:${opened}`;
    if (size.width === 0 || (opened === 0 && fitted.current.startsWith(`${planId}:`))) return;
    if (fitted.current === key) return;
    fitted.current = key;
    setViewport(fitDrawing(drawing, size));
  }, [planId, opened, drawing, size, setViewport]);
}

/** Native listeners: React's wheel listeners are passive and could not keep the page from scrolling. */
function listenToPointer(
  frame: HTMLDivElement,
  controller: CanvasController,
  openMenu: (at: Point) => void,
  rename: (id: string) => void,
): () => void {
  const at = (event: MouseEvent): Point => {
    const box = frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const down = (event: PointerEvent) => {
    frame.setPointerCapture(event.pointerId);
    if (event.button === 1) event.preventDefault();
    controller.pointerDown(event, at(event));
  };
  const move = (event: PointerEvent) => controller.pointerMove(event, at(event));
  const up = (event: PointerEvent) => controller.pointerUp(event, at(event));
  const lost = () => controller.cancel();
  const leave = () => controller.pointerLeave();
  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    controller.wheel(event, at(event));
  };
  const doubleClick = (event: MouseEvent) => {
    const id = controller.blockAt(at(event));
    if (id !== null) rename(id);
  };
  const menu = (event: MouseEvent) => {
    event.preventDefault();
    // The menu key reports a place outside of the pointer's; keys are handled elsewhere.
    if (event.button === 2 || event.detail > 0 || event.clientX > 0) openMenu(at(event));
  };
  frame.addEventListener('pointerdown', down);
  frame.addEventListener('pointermove', move);
  frame.addEventListener('pointerup', up);
  frame.addEventListener('pointercancel', lost);
  frame.addEventListener('pointerleave', leave);
  frame.addEventListener('wheel', wheel, { passive: false });
  frame.addEventListener('dblclick', doubleClick);
  frame.addEventListener('contextmenu', menu);
  return () => {
    frame.removeEventListener('pointerdown', down);
    frame.removeEventListener('pointermove', move);
    frame.removeEventListener('pointerup', up);
    frame.removeEventListener('pointercancel', lost);
    frame.removeEventListener('pointerleave', leave);
    frame.removeEventListener('wheel', wheel);
    frame.removeEventListener('dblclick', doubleClick);
    frame.removeEventListener('contextmenu', menu);
  };
}

/** Shows and drops what is dragged from the palette. */
function followPalette(frame: HTMLDivElement, controller: CanvasController): () => void {
  return listenToPaletteDrag((drag, isDrop) => {
    const box = frame.getBoundingClientRect();
    const point = drag === null ? { x: 0, y: 0 } : { x: drag.clientX - box.left, y: drag.clientY - box.top };
    const inside = drag !== null && point.x >= 0 && point.y >= 0 && point.x <= box.width && point.y <= box.height;
    if (drag !== null && inside && isDrop) {
      controller.drop(drag.source, point);
      frame.focus({ preventScroll: true });
    } else controller.showGhost(inside ? drag.source : null, point);
  });
}
