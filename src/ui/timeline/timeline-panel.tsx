import { Download, Maximize, MemoryStick, Minus, Plus, Table } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { StepTimeline } from '../../domain/estimate/step-timeline.ts';
import { summarizeTimeline } from '../../domain/estimate/timeline-summary.ts';
import { writeTimelineTrace } from '../../domain/estimate/timeline-trace.ts';
import { fileStem } from '../../domain/plan/file-stem.ts';
import { formatQuantity } from '../../domain/units/format-quantity.ts';
import { useActions } from '../shell/action-context.ts';
import { Button, IconButton } from '../theme/button.tsx';
import { Hint } from '../theme/hint.tsx';
import { ZOOM_STEP } from './handle-timeline-key.ts';
import styles from './timeline.module.css';
import { TimelineCanvas } from './timeline-canvas.tsx';
import type { TimelineController } from './timeline-controller.ts';
import { TimelineLegend } from './timeline-legend.tsx';
import { TimelineTable } from './timeline-table.tsx';

/** A step's timeline with its figures, its buttons and its legend. */
export function TimelinePanel({
  timeline,
  capacityBytes,
  modelVersion,
}: {
  readonly timeline: StepTimeline;
  /** Memory of one accelerator. */
  readonly capacityBytes: number;
  readonly modelVersion: string;
}) {
  const { documentStore, services } = useActions();
  const controllerRef = useRef<TimelineController | null>(null);
  const [isTable, setIsTable] = useState(false);
  const [hasMemory, setHasMemory] = useState(true);
  const [isWhole, setIsWhole] = useState(true);
  const summary = useMemo(() => summarizeTimeline(timeline), [timeline]);
  const canShowMemory = summary.fullest !== null;
  const content = useMemo(
    () => ({ timeline, capacityBytes, hasMemory: hasMemory && canShowMemory }),
    [timeline, capacityBytes, hasMemory, canShowMemory],
  );
  const step = formatQuantity('duration', timeline.seconds).text;
  const idle = formatQuantity('ratio', summary.idleShare).text;
  const peak = summary.fullest?.peakBytes ?? null;
  const save = (): void => {
    const { name } = documentStore.getState().plan;
    const pieces = writeTimelineTrace(timeline, { planName: name, modelVersion, capacityBytes });
    services.saveFile(`${fileStem(name)}.trace.json`, new Blob(pieces, { type: 'application/json' }));
  };
  return (
    <section className={styles.panel} aria-label="Timeline of one step">
      <div className={styles.bar}>
        <dl className={styles.summary}>
          <div>
            <dt>Step</dt>
            <dd>{step}</dd>
          </div>
          <div>
            <dt>Idle, mean of ranks</dt>
            <dd>{idle}</dd>
          </div>
          {peak === null ? null : (
            <div>
              <dt>Peak memory</dt>
              <dd>
                {formatQuantity('memory', peak).text} on rank {(summary.fullest?.rank ?? 0) + 1}
              </dd>
            </div>
          )}
          {timeline.gap ? (
            <div>
              <dt>Left out</dt>
              <dd>{formatQuantity('count', timeline.gap.microBatches).text} micro-batches alike</dd>
            </div>
          ) : null}
        </dl>
        <div className={styles.buttons} role="toolbar" aria-label="Timeline">
          <IconButton
            label="Memory over time"
            icon={MemoryStick}
            isOn={hasMemory && canShowMemory}
            isDisabled={isTable || !canShowMemory}
            onPress={() => setHasMemory(!hasMemory)}
          />
          <IconButton label="Show as a table" icon={Table} isOn={isTable} onPress={() => setIsTable(!isTable)} />
          <IconButton
            label="Zoom in on the timeline"
            icon={Plus}
            shortcut="+"
            isDisabled={isTable}
            onPress={() => controllerRef.current?.zoom(ZOOM_STEP)}
          />
          <IconButton
            label="Zoom out of the timeline"
            icon={Minus}
            shortcut="−"
            isDisabled={isTable || isWhole}
            onPress={() => controllerRef.current?.zoom(1 / ZOOM_STEP)}
          />
          <IconButton
            label="Show the whole step"
            icon={Maximize}
            shortcut="0"
            isDisabled={isTable || isWhole}
            onPress={() => controllerRef.current?.fit()}
          />
          <Hint text="JSON for Perfetto and chrome://tracing">
            <Button icon={Download} onPress={save}>
              Export trace
            </Button>
          </Hint>
        </div>
      </div>
      {isTable ? (
        <TimelineTable timeline={timeline} summary={summary} capacityBytes={capacityBytes} />
      ) : (
        <>
          <TimelineCanvas
            content={content}
            label={`Timeline of one step on ${timeline.ranks} pipeline ranks: ${step}, ranks idle for ${idle} on average`}
            controllerRef={controllerRef}
            onWindow={setIsWhole}
          />
          <TimelineLegend timeline={timeline} capacityBytes={capacityBytes} hasMemory={content.hasMemory} />
        </>
      )}
    </section>
  );
}
