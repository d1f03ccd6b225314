/** Memory of the simulation: fixed arrays, so that nothing is allocated while runs are simulated. */
import {
  BAND_STRIDE,
  EVENT_STRIDE,
  MAX_BANDS,
  MAX_EVENT_ROWS,
  MAX_ROWS,
  ROW_STRIDE,
  SIM_HEAD_LENGTH,
  SIM_INPUT_LENGTH,
  SIM_MAX_CAUSES,
} from './simulation-abi.ts';

/** What is simulated. */
export const simulationInput: StaticArray<f64> = new StaticArray<f64>(SIM_INPUT_LENGTH);
/** One row for each run. */
export const simulationRows: StaticArray<f64> = new StaticArray<f64>(MAX_ROWS * ROW_STRIDE);
export const simulationHead: StaticArray<f64> = new StaticArray<f64>(SIM_HEAD_LENGTH);
export const simulationBands: StaticArray<f64> = new StaticArray<f64>(MAX_BANDS * BAND_STRIDE);
export const simulationEvents: StaticArray<f64> = new StaticArray<f64>(MAX_EVENT_ROWS * EVENT_STRIDE);

/** The run that is being simulated. */
export const state: StaticArray<f64> = new StaticArray<f64>(64);
/** Seconds of the run by use. */
export const uses: StaticArray<f64> = new StaticArray<f64>(16);
/** By cause: when a Weibull clock goes off, its scale, how many events are under repair, and the chance that peers do not survive one. */
export const clocks: StaticArray<f64> = new StaticArray<f64>(SIM_MAX_CAUSES);
export const scales: StaticArray<f64> = new StaticArray<f64>(SIM_MAX_CAUSES);
export const underRepair: StaticArray<f64> = new StaticArray<f64>(SIM_MAX_CAUSES);
/** Repairs of each cause per second of one crew. */
export const repairRates: StaticArray<f64> = new StaticArray<f64>(SIM_MAX_CAUSES);
export const storageChances: StaticArray<f64> = new StaticArray<f64>(SIM_MAX_CAUSES);

// Slots of `state`. Times are seconds of running time: start-up and planned stops come on top at the end.
export const NOW = 0;
/** What the job does: see the modes below. */
export const MODE = 1;
/** Segments of the run, size of the last one, segments that are safe. */
export const SEGMENTS = 2;
export const LAST_SIZE = 3;
export const BANKED = 4;
/**
 * The segment at hand, five slots: work, seconds of its checkpoint, and the seconds by which it took longer than its work, for parts under
 * repair, slow machines, missing groups.
 */
export const PENDING_WORK = 5;
export const PENDING_CHECKPOINT = 6;
/** The same five of segments that are safe in the memory of peers only, and how many these are. */
export const RISKED_WORK = 10;
export const RISKED = 15;
/** Seconds of work to be done again before segments count. */
export const LAG_LEFT = 16;
/** How far the recovery has come, and how long it reads. */
export const ELAPSED = 17;
export const READ_SECONDS = 18;
/** Whether the recovery has to read from storage. */
export const FROM_STORAGE = 19;
export const STALL_LEFT = 20;
/** Machines that are ready (below 0: always one), that the job lacks, and that are away for repair; jobs of the repair crews. */
export const POOL = 21;
export const MISSING = 22;
export const IN_REPAIR = 23;
export const MOST_IN_REPAIR = 24;
export const REPAIR_JOBS = 41;
/** Groups that are out, of those that train on. */
export const GROUPS_OUT = 25;
/** Whether the job takes groups back at its next checkpoint. */
export const REGROW = 26;
/** Slow machines in the job. */
export const STRAGGLERS = 27;
/** Share of the groups that train, pace of those by parts that are out or slow, their product, and a segment's length at that speed. */
export const GROUP_SHARE = 28;
export const PACE = 29;
export const SPEED = 30;
export const PERIOD = 31;
/** 1 when a slow machine sets the pace, 0 when a part under repair does. */
export const PACED_BY_STRAGGLER = 32;
/** When the shared clock of everything memoryless goes off. */
export const SHARED_CLOCK = 33;
/** The rate that it was set with. */
export const SHARED_RATE = 43;
/** Sum of the exponential causes' rates while all groups run; sum of the repairs' rates with crews enough. */
export const CAUSES_RATE = 34;
export const REPAIRS_RATE = 35;
/** Whether the recovery goes on from where the training stopped. */
export const KEEPS_PENDING = 36;
/** Up to when what the job does has been worked out. */
export const LIVED_UNTIL = 45;
/** When the job began to wait for a machine. */
export const WAITING_SINCE = 44;
/** Whether the recovery has, or does without, the machines that it needs. */
export const HAS_MACHINES = 42;
export const INTERRUPTIONS = 37;
/** Whether any cause has a clock of its own. */
export const HAS_CLOCKS = 38;
/** Whether the timeline is written. */
export const RECORDING = 39;
/** Cause that is of the straggling kind; below 0 there is none. */
export const STRAGGLER_CAUSE = 40;

export const MODE_TRAINING: f64 = 0.0;
export const MODE_RECOVERING: f64 = 1.0;
export const MODE_WAITING: f64 = 2.0;
export const MODE_STALLED: f64 = 3.0;
