/** What a timeline is written into; offsets in `timeline-abi.ts`. */
import { BOX_STRIDE, MAX_BOXES, MAX_MEMORY_STEPS, MEMORY_STEP_STRIDE, TIMELINE_HEAD_LENGTH } from './timeline-abi.ts';

export const timelineHead: StaticArray<f64> = new StaticArray<f64>(TIMELINE_HEAD_LENGTH);
export const boxes: StaticArray<f64> = new StaticArray<f64>(MAX_BOXES * BOX_STRIDE);
export const memorySteps: StaticArray<f64> = new StaticArray<f64>(MAX_MEMORY_STEPS * MEMORY_STEP_STRIDE);
