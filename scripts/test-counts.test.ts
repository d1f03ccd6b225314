import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countPlaywrightReport, countVitestReport } from './test-counts.ts';

let folder: string;
let report: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trainyard-counts-'));
  report = join(folder, 'report.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('countVitestReport', () => {
  it('counts tests, and files that failed before their tests', () => {
    const testResults = [
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{ status: 'skipped' }] },
    ];
    writeFileSync(report, JSON.stringify({ numPassedTests: 2, numFailedTests: 1, testResults }));
    expect(countVitestReport(report)).toEqual({ passed: 2, failed: 3 });
  });

  it('takes the report away, so that a later run cannot read it for its own', () => {
    writeFileSync(report, JSON.stringify({ numPassedTests: 1, numFailedTests: 0, testResults: [] }));
    countVitestReport(report);
    expect(existsSync(report)).toBe(false);
    expect(() => countVitestReport(report)).toThrow();
  });
});

describe('countPlaywrightReport', () => {
  it('counts flaky tests and errors outside of tests as failures', () => {
    writeFileSync(report, JSON.stringify({ stats: { expected: 5, unexpected: 1, flaky: 1 }, errors: [{}] }));
    expect(countPlaywrightReport(report)).toEqual({ passed: 5, failed: 3 });
  });
});
