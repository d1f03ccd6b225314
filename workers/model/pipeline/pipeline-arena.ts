/** Scratch memory of the pipeline's simulation, beside the arena's stage times and ends of passes. */
import { MAX_CHUNKS, MAX_EVENTS } from '../arena.ts';

/** Seconds of a virtual stage's backward pass that only its weight gradients need: what zero-bubble schedules put off. */
export const stageWeight: StaticArray<f64> = new StaticArray<f64>(MAX_CHUNKS);
/** Seconds at the start of a virtual stage's backward pass that repeat its forward pass. */
export const stageRecompute: StaticArray<f64> = new StaticArray<f64>(MAX_CHUNKS);
/** Seconds of a virtual stage's forward and backward pass in which it only waits for expert traffic. */
export const stageExchangeForward: StaticArray<f64> = new StaticArray<f64>(MAX_CHUNKS);
export const stageExchangeBackward: StaticArray<f64> = new StaticArray<f64>(MAX_CHUNKS);

/** When each weight gradient ends, virtual stage × micro-batch; only of those that run apart from their backward pass. */
export const weightEnd: StaticArray<f64> = new StaticArray<f64>(MAX_EVENTS);

/** Most passes of all ranks: forward, input gradient and weight gradient of every pair. */
const MAX_PASSES: i32 = 3 * MAX_EVENTS;
/** The passes of each rank in their order, as codes of `pass-code.ts`; rank r's begin at r times the capacity of a rank. */
export const order: StaticArray<i32> = new StaticArray<i32>(MAX_PASSES);
/** Passes in each rank's order, how many of them are done, and when the rank's first pass started. */
export const orderLength: StaticArray<i32> = new StaticArray<i32>(256);
export const orderDone: StaticArray<i32> = new StaticArray<i32>(256);
export const rankStart: StaticArray<f64> = new StaticArray<f64>(256);

/** Slots of `pairing`. */
export const PAIR_SLOWDOWN: i32 = 0;
/** Shares of a run: what overlapping a forward with a backward pass slows them by, of the time that is hidden. */
export const pairing: StaticArray<f64> = new StaticArray<f64>(1);

/** What the timeline needs of the step: data-parallel traffic that shows, optimizer and waits after the last pass; a send. Seconds. */
export const END_TRAFFIC: i32 = 0;
export const END_UPDATE: i32 = 1;
export const END_WAITS: i32 = 2;
export const END_DELAY: i32 = 3;
export const stepEnd: StaticArray<f64> = new StaticArray<f64>(4);

/** 1 = a rank holds the layers of the one before it, and recomputes the same share of them: what follows from them alone is known. */
export const holdsSameLayers: StaticArray<i32> = new StaticArray<i32>(256);

/** Bytes that the update of the weights takes on each rank beyond what its fullest pass does. */
export const updateExcess: StaticArray<f64> = new StaticArray<f64>(256);
