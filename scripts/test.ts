/**
 * `npm test`: every check of the project, one stage after the other, ending in one line `N passed, N failed`.
 * A static check counts as one test; the test runners are asked for their own counts.
 *
 *   --quick          only what is quick: types, lint, unit tests
 *   --only a,b       only the named stages
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CHROMIUM, type DebianTool, PDFDETACH, PDFINFO, PDFTOPPM, PDFTOTEXT, requireTools } from './debian-tools.ts';
import { countPlaywrightReport, countVitestReport } from './test-counts.ts';
import { addCounts, type Counts, runStage, type Stage } from './test-stage.ts';

const REPORTS = 'test-results';
const VITEST_REPORT = `${REPORTS}/vitest.json`;
const PLAYWRIGHT_REPORT = `${REPORTS}/playwright.json`;

const playwrightEnvironment = { PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_REPORT };
const playwright = ['playwright', 'test', '--reporter=list,json'];

const POPPLER: readonly DebianTool[] = [PDFTOTEXT, PDFINFO, PDFTOPPM, PDFDETACH];

const STAGES: readonly Stage[] = [
  { name: 'types', quick: true, command: ['tsc', '-b'] },
  { name: 'lint', quick: true, command: ['biome', 'ci', '.'] },
  { name: 'typed-lint', quick: true, command: ['eslint', '.'] },
  { name: 'dead-code', quick: false, command: ['knip'] },
  {
    name: 'unit',
    quick: true,
    tools: POPPLER,
    command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`],
    count: () => countVitestReport(VITEST_REPORT),
  },
  { name: 'build', quick: false, command: ['vite', 'build', '--logLevel', 'warn'] },
  { name: 'size', quick: false, command: ['size-limit'] },
  {
    name: 'e2e',
    quick: false,
    tools: [CHROMIUM, ...POPPLER],
    command: playwright,
    environment: playwrightEnvironment,
    count: () => countPlaywrightReport(PLAYWRIGHT_REPORT),
  },
  {
    name: 'screenshot',
    quick: false,
    onlyByName: true,
    tools: [CHROMIUM],
    command: [...playwright, '--grep', '@screenshot'],
    environment: { ...playwrightEnvironment, TRAINYARD_SCREENSHOT: 'docs/screenshot.png' },
    count: () => countPlaywrightReport(PLAYWRIGHT_REPORT),
  },
];

/** Puts the programs that npm cannot bring where the tests look for them. */
async function provideTools(stages: readonly Stage[]): Promise<void> {
  const tools = [...new Set(stages.flatMap((stage) => stage.tools ?? []))];
  const paths = await requireTools(tools);
  for (const [index, tool] of tools.entries()) process.env[tool.environmentVariable] = paths[index];
}

function chooseStages(): readonly Stage[] {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' }, only: { type: 'string' } } });
  if (values.only !== undefined) {
    return values.only.split(',').map((name) => {
      const stage = STAGES.find((candidate) => candidate.name === name);
      if (stage === undefined) throw new Error(`There is no stage ${name}: ${STAGES.map((s) => s.name).join(', ')}.`);
      return stage;
    });
  }
  return STAGES.filter((stage) => stage.onlyByName !== true && (values.quick !== true || stage.quick));
}

async function main(): Promise<Counts> {
  const stages = chooseStages();
  mkdirSync(REPORTS, { recursive: true });
  let total: Counts = { passed: 0, failed: 0 };
  try {
    await provideTools(stages);
  } catch (error) {
    // Without its tools nothing below could be believed: say what to install, and stop.
    console.error(error instanceof Error ? error.message : String(error));
    return { passed: 0, failed: 1 };
  }
  const failedStages: string[] = [];
  for (const stage of stages) {
    const counts = await runStage(stage);
    total = addCounts(total, counts);
    if (counts.failed > 0) failedStages.push(stage.name);
  }
  if (failedStages.length > 0) console.log(`\nFailed: ${failedStages.join(', ')}`);
  return total;
}

const total = await main();
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
