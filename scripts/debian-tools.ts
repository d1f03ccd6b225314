/**
 * Finds the few programs that npm cannot bring (Chromium, poppler) and, where it may, installs them.
 * Every caller gets either a path that runs or a one-line error that says what to install.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program outside npm: the names it goes by, the Debian package that brings it, and a variable that overrides. */
export interface DebianTool {
  readonly names: readonly string[];
  readonly packages: readonly string[];
  readonly environmentVariable: string;
  readonly otherPath?: () => Promise<string | undefined>;
}

/** The browser of the end-to-end tests and benchmarks. */
export const CHROMIUM: DebianTool = {
  names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  packages: ['chromium', 'fonts-liberation'],
  environmentVariable: 'CHROMIUM_PATH',
  otherPath: playwrightsOwnChromium,
};

/** Reads the text of a PDF; the report tests look for their words with it. */
export const PDFTOTEXT: DebianTool = popplerTool('pdftotext');
/** Reads a PDF's properties, structure tree and page count. */
export const PDFINFO: DebianTool = popplerTool('pdfinfo');
/** Renders PDF pages to pictures. */
export const PDFTOPPM: DebianTool = popplerTool('pdftoppm');
/** Takes attached files out of a PDF. */
export const PDFDETACH: DebianTool = popplerTool('pdfdetach');

function popplerTool(name: string): DebianTool {
  return { names: [name], packages: ['poppler-utils'], environmentVariable: `${name.toUpperCase()}_PATH` };
}

async function playwrightsOwnChromium(): Promise<string | undefined> {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return path !== '' && existsSync(path) ? path : undefined;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a tool that is already on this machine, else undefined. */
async function findTool(tool: DebianTool): Promise<string | undefined> {
  const named = process.env[tool.environmentVariable];
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new Error(`${tool.environmentVariable} is ${named}, which is not a program that can be run.`);
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of tool.names) {
      const path = join(folder, name);
      if (folder !== '' && isExecutable(path)) return path;
    }
  }
  return tool.otherPath?.();
}

/** The path of a tool, installed from Debian if it is missing and this process may install; throws one line otherwise. */
export async function requireTool(tool: DebianTool): Promise<string> {
  const [path] = await requireTools([tool]);
  if (path === undefined) throw new Error(`${tool.names[0]} is missing.`);
  return path;
}

/** The paths of several tools, in their order; what is missing is installed in one go or named in one line. */
export async function requireTools(tools: readonly DebianTool[]): Promise<string[]> {
  const before = await Promise.all(tools.map(findTool));
  const wanted = tools.filter((_, index) => before[index] === undefined);
  if (wanted.length === 0) return before.filter((path) => path !== undefined);
  const packages = [...new Set(wanted.flatMap((tool) => tool.packages))];
  installDebianPackages(packages);
  const after = await Promise.all(tools.map(findTool));
  const missing = tools.filter((_, index) => after[index] === undefined);
  if (missing.length === 0) return after.filter((path) => path !== undefined);
  const names = missing.map((tool) => `${tool.names[0]} (or its path in ${tool.environmentVariable})`);
  throw new Error(`Missing: ${names.join(', ')}. On Debian: sudo apt-get install ${packages.join(' ')}`);
}

function installDebianPackages(packages: readonly string[]): void {
  const mayInstall = process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
  if (!mayInstall) return;
  const options = {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  } satisfies Parameters<typeof spawnSync>[2];
  // A machine's package lists may be old enough to name versions that are gone: refresh them first.
  spawnSync('apt-get', ['update'], options);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options);
}
