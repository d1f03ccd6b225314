import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import type { DebianTool } from './debian-tools.ts';

/** How many tests passed and failed. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/** One check: a command of this project's own programs, and how to count what it did. */
export interface Stage {
  readonly name: string;
  /** Belongs to `npm run check`. */
  readonly quick: boolean;
  /** Runs only when asked for by name. */
  readonly onlyByName?: boolean;
  /** Programs that npm cannot bring and that this stage cannot do without. */
  readonly tools?: readonly DebianTool[];
  /** A program of `node_modules/.bin` and its parameters. */
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Reads the report that the command wrote; a stage without one counts as a single test. */
  readonly count?: () => Counts;
}

/** Adds up two counts. */
export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed };
}

/**
 * What a stage is worth, from its exit code and its own count: a runner that ended in error without a failed test
 * (a crash, a file that could not be loaded), or that ran nothing, is one failure.
 */
export function judgeStage(exitCode: number, counted: Counts | undefined): Counts {
  if (counted === undefined) return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const silent = counted.failed === 0 && (exitCode !== 0 || counted.passed === 0);
  return silent ? { passed: counted.passed, failed: 1 } : counted;
}

/** Runs a stage with its output shown as it comes, and says what it was worth. */
export async function runStage(stage: Stage): Promise<Counts> {
  console.log(`\n── ${stage.name}: ${stage.command.join(' ')}`);
  const start = performance.now();
  const exitCode = await runCommand(stage);
  const counts = judgeStage(exitCode, readCounts(stage));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`── ${stage.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
  return counts;
}

function readCounts(stage: Stage): Counts | undefined {
  if (stage.count === undefined) return undefined;
  try {
    return stage.count();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

function runCommand(stage: Stage): Promise<number> {
  const [program = '', ...parameters] = stage.command;
  return new Promise((resolve) => {
    const child = spawn(`node_modules/.bin/${program}`, parameters, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...stage.environment },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
