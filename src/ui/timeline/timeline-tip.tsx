import { Fragment, useLayoutEffect, useRef } from 'react';
import type { StepTimeline } from '../../domain/estimate/step-timeline.ts';
import { describeBox } from './describe-box.ts';
import styles from './timeline.module.css';
import type { TimelineTip } from './timeline-controller.ts';

/** Distance from the pointer, CSS pixels. */
const OFFSET = 12;
const MARGIN = 4;

/** What is known of one box, beside it. The keyboard has it said aloud instead, so it is no part of what is read. */
export function TimelineTipBox({ tip, timeline }: { readonly tip: TimelineTip; readonly timeline: StepTimeline }) {
  const ref = useRef<HTMLDivElement>(null);
  // Placed once its size is known, inside of the frame around it.
  useLayoutEffect(() => {
    const element = ref.current;
    const frame = element?.parentElement;
    if (!element || !frame) return;
    const { offsetWidth: width, offsetHeight: height } = element;
    const isRight = tip.x + OFFSET + width + MARGIN <= frame.clientWidth;
    const x = isRight ? tip.x + OFFSET : Math.max(MARGIN, tip.x - OFFSET - width);
    const y = Math.max(MARGIN, Math.min(tip.y + OFFSET, frame.clientHeight - height - MARGIN));
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
  }, [tip]);
  // A tip outlives its timeline by one frame when another one comes.
  if (tip.box >= timeline.boxes.rank.length) return null;
  const { kind, facts } = describeBox(timeline, tip.box);
  return (
    <div ref={ref} className={styles.tip} aria-hidden data-testid="timeline-tip">
      <strong>{kind}</strong>
      <dl>
        {facts.map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
