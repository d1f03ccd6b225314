import { readFileSync, rmSync } from 'node:fs';
import type { Counts } from './test-stage.ts';

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly VitestFile[];
}

interface VitestFile {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number };
  readonly errors: readonly unknown[];
}

/** Counts of Vitest's JSON report; a file that failed before any of its tests could counts as one failure. */
export function countVitestReport(path: string): Counts {
  const report = readReport(path) as VitestReport;
  const failedToStart = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  );
  return { passed: report.numPassedTests, failed: report.numFailedTests + failedToStart.length };
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
