import { readFileSync, rmSync } from 'node:fs';
import type { Counts } from './test-stage.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numFailedTestSuites: number;
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

/** Counts of Vitest's JSON report; a test file that could not even be loaded counts as one failure. */
export function countVitestReport(path: string): Counts {
  const report = readReport(path) as VitestReport;
  const failedToLoad = report.numFailedTests === 0 ? report.numFailedTestSuites : 0;
  return { passed: report.numPassedTests, failed: report.numFailedTests + failedToLoad };
}

/** Counts of Playwright's JSON report; a test that needed a second try did not pass. */
export function countPlaywrightReport(path: string): Counts {
  const { stats, errors } = readReport(path) as PlaywrightReport;
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/** Reads a report and removes it, so that a later run that writes none is not taken for this one. */
function readReport(path: string): unknown {
  const report: unknown = JSON.parse(readFileSync(path, 'utf8'));
  rmSync(path);
  return report;
}
