/**
 * The blocks of the simulation: what the host writes into `simulationInput`, and what a row of `simulationRows`, a band and an event say.
 * Seconds, machines (what is swapped as one piece), US dollars, joules; rates per second.
 */

/** Seconds of work at full speed. */
export const SIM_WORK = 0;
/** Seconds of work between checkpoints. */
export const SIM_INTERVAL = 1;
/** Seconds for which a checkpoint stops the training. */
export const SIM_BLOCKING = 2;
/** Seconds of work that are lost besides, since the last checkpoint was not yet safe; with two levels, the last stored one. */
export const SIM_LAG = 3;
export const SIM_DETECT = 4;
export const SIM_REPLACE = 5;
export const SIM_RESTART = 6;
/** Reading the checkpoint; with two levels, from the memory of peers. */
export const SIM_READ = 7;
/** Every so many checkpoints one goes to storage as well; 0 = there is one level only. */
export const SIM_STORAGE_EVERY = 8;
/** What the checkpoint to storage stops the training for, beyond that to peers. */
export const SIM_STORAGE_BLOCKING = 9;
export const SIM_STORAGE_READ = 10;
export const SIM_STARTUP = 11;
/** Share of the wall time after start-up. */
export const SIM_PLANNED = 12;
/** Machines in the pool at the start; below 0 there is always one. */
export const SIM_SPARES = 13;
/** Machines that are repaired at a time; 0 = all. */
export const SIM_CREWS = 14;
/** {@link RESTART}, {@link ELASTIC} or {@link REPLICAS}. */
export const SIM_TOLERANCE = 15;
/** Groups that hold the whole model, and machines of each (a fraction where several share one). */
export const SIM_GROUPS = 16;
export const SIM_MACHINES_PER_GROUP = 17;
/** How long all stall when a replica is lost. */
export const SIM_STALL = 18;
/** Mean time until a slow machine is found. */
export const SIM_NOTICE = 19;
/** Watts of everything while training and while not. */
export const SIM_TRAINING_WATTS = 20;
export const SIM_IDLE_WATTS = 21;
export const SIM_USD_PER_SECOND = 22;
export const SIM_USD_PER_JOULE = 23;
/** What is paid whatever the length of the run. */
export const SIM_USD_FIXED = 24;
/** Mean time until a lost replica is back, its machines being there. */
export const SIM_GROUP_OUTAGE = 25;
/** Machines of the job, and how many of them hold each part of a checkpoint in memory; 0 = the causes say what that survives. */
export const SIM_MACHINES = 26;
export const SIM_PEER_COPIES = 27;
export const SIM_CAUSE_COUNT = 28;
export const SIM_CAUSES = 29;

/** Most causes. */
export const SIM_MAX_CAUSES = 32;
export const CAUSE_STRIDE = 7;
/** Events per second of all components together. */
export const CAUSE_RATE = 0;
/** {@link STOPS}, {@link SLOWS} or {@link STRAGGLES}. */
export const CAUSE_EFFECT = 1;
/** Machines that one event takes out; they come back together when it is repaired. */
export const CAUSE_MACHINES = 2;
/** Mean time until they are back. */
export const CAUSE_REPAIR = 3;
/** Speed of the job while the part is out or the machine slow, above 0 up to 1. */
export const CAUSE_SPEED = 4;
export const CAUSE_SHAPE = 5;
/** Chance that an event takes the checkpoint in the memory of peers with it; not read where the copies are known. */
export const CAUSE_STORAGE_CHANCE = 6;
export const SIM_INPUT_LENGTH = 29 + 32 * 7;

/** The job stops and recovers. */
export const STOPS = 0.0;
/** The job is slower until the part is repaired in its place. */
export const SLOWS = 1.0;
/** The job is slower until the machine is found, which is then swapped; at most one cause is of this kind. */
export const STRAGGLES = 2.0;

/** Everything restarts, on spare machines or when the lost ones are repaired. */
export const RESTART = 0.0;
/** Without a spare machine, the job goes on with fewer groups. */
export const ELASTIC = 1.0;
/** The other groups train on while one recovers. */
export const REPLICAS = 2.0;

// Where the seconds of a run go. They sum to its wall time.
export const USE_USEFUL = 0;
export const USE_DETECTION = 1;
export const USE_REPLACEMENT = 2;
export const USE_RESTART = 3;
export const USE_READING = 4;
export const USE_REDONE = 5;
export const USE_CHECKPOINTS = 6;
export const USE_PLANNED = 7;
export const USE_STARTUP = 8;
/** No spare machine was left. */
export const USE_WAITING = 9;
/** The part of the speed that parts under repair take. */
export const USE_SLOWED = 10;
/** The part of the speed that slow machines take. */
export const USE_STRAGGLERS = 11;
/** The part of the speed that missing groups take. */
export const USE_SHRUNK = 12;
/** All stalled while a replica was taken out. */
export const USE_STALLED = 13;
export const USE_COUNT = 14;

export const ROW_WALL = 0;
export const ROW_USES = 1;
export const ROW_INTERRUPTIONS = 15;
export const ROW_USD = 16;
export const ROW_JOULES = 17;
/** 1; 0 when the run was given up. */
export const ROW_FINISHED = 18;
/** Most machines that were away for repair at once. */
export const ROW_MOST_IN_REPAIR = 19;
export const ROW_STRIDE = 20;
/** Most rows between two reads. */
export const MAX_ROWS = 256;

// A band of the timeline: from, to (seconds of running time, without start-up and planned stops), state.
export const BAND_FROM = 0;
export const BAND_TO = 1;
export const BAND_STATE = 2;
export const BAND_STRIDE = 3;
export const MAX_BANDS = 24576;
export const STATE_TRAINING = 0;
export const STATE_SLOWED = 1;
export const STATE_SHRUNK = 2;
export const STATE_DETECTION = 3;
export const STATE_REPLACEMENT = 4;
export const STATE_WAITING = 5;
export const STATE_RESTART = 6;
export const STATE_READING = 7;
export const STATE_STALLED = 8;

// An event of the timeline: when, what, its cause, machines in the pool and machines that the job lacks, after it.
export const EVENT_TIME = 0;
export const EVENT_KIND = 1;
export const EVENT_CAUSE = 2;
export const EVENT_POOL = 3;
export const EVENT_MISSING = 4;
export const EVENT_STRIDE = 5;
export const MAX_EVENT_ROWS = 16384;
export const HAPPENED_INTERRUPTION = 0;
export const HAPPENED_SLOWED = 1;
export const HAPPENED_RESTORED = 2;
export const HAPPENED_REPAIRED = 3;
export const HAPPENED_STRAGGLER = 4;
export const HAPPENED_SWAP = 5;
export const HAPPENED_SHRUNK = 6;
export const HAPPENED_REGROWN = 7;
export const HAPPENED_GROUP_BACK = 8;
export const HAPPENED_STORAGE_RESTORE = 9;

/** Slots of `simulationHead`: how many bands and events were written, and whether some were left out. */
export const HEAD_BAND_COUNT = 0;
export const HEAD_EVENT_COUNT = 1;
export const HEAD_CUT = 2;
export const SIM_HEAD_LENGTH = 3;
