/**
 * A queue that never grows with edits: it runs one task after the other, and within a lane a newer task takes the place of one that
 * still waits. A lane is whatever shows one result at a time, for example the open plan.
 */

interface WaitingTask {
  readonly lane: string | null;
  readonly run: () => Promise<void>;
  readonly drop: () => void;
}

/** Runs tasks in order; see the file's head. */
export class LatestWinsQueue {
  private readonly waiting: WaitingTask[] = [];
  private running = 0;

  /** `width` tasks run at once. */
  constructor(private readonly width = 1) {}

  /** Tasks that wait. */
  get length(): number {
    return this.waiting.length;
  }

  /**
   * Adds a task. `drop` is called instead of `run` when a newer task of the same lane comes before its turn. The returned function takes
   * it out of the queue (true) unless it has started or gone (false).
   */
  submit(lane: string | null, run: () => Promise<void>, drop: () => void): () => boolean {
    if (lane !== null) {
      const older = this.waiting.findIndex((task) => task.lane === lane);
      if (older >= 0) this.waiting.splice(older, 1)[0]?.drop();
    }
    const task: WaitingTask = { lane, run, drop };
    this.waiting.push(task);
    this.startNext();
    return () => {
      const position = this.waiting.indexOf(task);
      if (position < 0) return false;
      this.waiting.splice(position, 1);
      return true;
    };
  }

  private startNext(): void {
    while (this.running < this.width) {
      const task = this.waiting.shift();
      if (task === undefined) return;
      this.running++;
      const goOn = () => {
        this.running--;
        this.startNext();
      };
      // Whoever submitted the task hears of its failure; the queue only has to go on.
      task.run().then(goOn, goOn);
    }
  }
}
