import { type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { useFigureTheme } from '../theme/use-figure-theme.ts';
import { useSession } from '../use-stores.ts';
import { handleTimelineKey } from './handle-timeline-key.ts';
import { listenToTimeline } from './listen-to-timeline.ts';
import styles from './timeline.module.css';
import { type TimelineContent, TimelineController, type TimelineTip } from './timeline-controller.ts';
import { TimelineTipBox } from './timeline-tip.tsx';

/** The boxes on a canvas. What it shows can be had as a table too, which is for everybody who does not see it. */
export function TimelineCanvas({
  content,
  label,
  controllerRef,
  onWindow,
}: {
  readonly content: TimelineContent;
  /** What it shows, in words. */
  readonly label: string;
  /** Is given the controller, for buttons beside the canvas. */
  readonly controllerRef: RefObject<TimelineController | null>;
  /** Called when the whole step comes on screen or leaves it. */
  readonly onWindow: (isWhole: boolean) => void;
}) {
  const theme = useFigureTheme();
  const announce = useSession((state) => state.announce);
  const helpId = useId();
  const scrollerRef = useRef<HTMLDivElement>(null);
  const contentRef = useRef<HTMLDivElement>(null);
  const canvasRef = useRef<HTMLCanvasElement>(null);
  const [tip, setTip] = useState<TimelineTip | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: content and theme follow by effects of their own; the controller is made once.
  useLayoutEffect(() => {
    const { current: scroller } = scrollerRef;
    const { current: canvas } = canvasRef;
    const { current: room } = contentRef;
    if (scroller === null || canvas === null || room === null) return;
    const controller = new TimelineController(
      { scroller, canvas, content: room, onTip: setTip, onWindow },
      content,
      theme,
    );
    controllerRef.current = controller;
    controller.resize();
    const observer = new ResizeObserver(() => controller.resize());
    observer.observe(scroller);
    const end = listenToTimeline(scroller, controller);
    // Letters painted before the typeface is there are painted anew.
    void document.fonts.ready.then(() => controller.fontsLoaded());
    return () => {
      end();
      observer.disconnect();
      controller.dispose();
      controllerRef.current = null;
    };
  }, []);
  useLayoutEffect(() => controllerRef.current?.setContent(content), [content, controllerRef]);
  useLayoutEffect(() => controllerRef.current?.setTheme(theme), [theme, controllerRef]);

  return (
    <div className={styles.frame}>
      <div
        ref={scrollerRef}
        className={styles.scroller}
        role="application"
        aria-roledescription="timeline"
        aria-label={label}
        aria-describedby={helpId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys that walk from box to box.
        tabIndex={0}
        onKeyDown={(event) => {
          if (controllerRef.current !== null) handleTimelineKey(event, controllerRef.current, announce);
        }}
      >
        <div ref={contentRef}>
          <canvas ref={canvasRef} className={styles.canvas} aria-hidden />
        </div>
      </div>
      <p id={helpId} className={styles.help}>
        Arrow keys walk from box to box, Home and End to the first and last box of a rank. Plus and minus zoom, 0 shows
        the whole step, Enter zooms to the box, Shift and an arrow key move, Escape clears the selection. The table
        button gives the same step as a table.
      </p>
      {tip === null ? null : <TimelineTipBox tip={tip} timeline={content.timeline} />}
    </div>
  );
}
