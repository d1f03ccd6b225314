import { type PointerEvent, useEffect, useRef } from 'react';
import { placeDrawing } from '../../domain/canvas/placed-drawing.ts';
import { toCanvas } from '../../domain/canvas/viewport.ts';
import { minimapViewport, paintMinimap } from '../../render/paint-minimap.ts';
import { useFigureTheme } from '../theme/use-figure-theme.ts';
import { useDocument, useSession } from '../use-stores.ts';
import styles from './canvas.module.css';

const SIZE = { width: 168, height: 112 };

/** The whole drawing in a corner; press or drag to look elsewhere. The keyboard moves the view on the canvas itself. */
export function Minimap() {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useFigureTheme();
  const drawing = useDocument((state) => state.plan.drawing);
  const viewport = useSession((state) => state.viewport);
  const canvasSize = useSession((state) => state.canvasSize);
  const setViewport = useSession((state) => state.setViewport);
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    if (!context || canvasSize.width === 0) return;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    context.canvas.width = SIZE.width * ratio;
    context.canvas.height = SIZE.height * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintMinimap(context, placeDrawing(drawing), viewport, canvasSize, SIZE, theme);
  }, [drawing, viewport, canvasSize, theme]);
  const look = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const map = minimapViewport(placeDrawing(drawing), viewport, canvasSize, SIZE);
    const middle = toCanvas(map, { x: event.clientX - box.left, y: event.clientY - box.top });
    setViewport({
      ...viewport,
      x: canvasSize.width / 2 - middle.x * viewport.zoom,
      y: canvasSize.height / 2 - middle.y * viewport.zoom,
    });
  };
  if (canvasSize.width < 560 || canvasSize.height < 300) return null;
  return (
    <canvas
      ref={ref}
      className={styles.minimap}
      style={SIZE}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        look(event);
      }}
      onPointerMove={look}
    />
  );
}
