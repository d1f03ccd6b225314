/** Ten thousand hostile links and files. What counts: no throw, an answer in words, bounded work and memory for each. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkDrawing } from '../domain/plan/check-drawing.ts';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import { createRandomPlan } from '../domain/plan/testing/random-plan.ts';
import { createSeededRandom, type SeededRandom } from '../domain/random/seeded-random.ts';
import { decodeLink } from './decode-link.ts';
import { encodeLink } from './encode-link.ts';
import { decodeBase64url } from './link/base64url.ts';
import { planFromFile, planToFile } from './plan-file.ts';
import { createCalibratedPlan } from './testing/calibrated-plan.ts';
import { createCutCablesPlan } from './testing/cut-cables-plan.ts';
import { createSampleCluster } from './testing/sample-cluster.ts';
import { sealPayload } from './testing/seal-payload.ts';
import { createStagedPlan } from './testing/staged-plan.ts';

const CASES = 10_000;
/** Processor time that one case may take. Most take less than a thousandth of it, so a busy machine does not matter. */
const MAX_CASE_MICROSECONDS = 1_000_000;
const MAX_GROWTH_BYTES = 256 * 1024 * 1024;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

interface Worst {
  microseconds: number;
  growthBytes: number;
  name: string;
}

const worst: Worst = { microseconds: 0, growthBytes: 0, name: '' };

async function measure<T>(name: string, run: () => T | Promise<T>): Promise<T> {
  const memory = process.memoryUsage().rss;
  const before = process.cpuUsage();
  const result = await run();
  const { user, system } = process.cpuUsage(before);
  if (user + system > worst.microseconds) Object.assign(worst, { microseconds: user + system, name });
  worst.growthBytes = Math.max(worst.growthBytes, process.memoryUsage().rss - memory);
  return result;
}

async function openLink(name: string, text: string) {
  const result = await measure(name, () => decodeLink(text));
  if (result.ok) expect(checkDrawing(result.plan.drawing)).toEqual([]);
  else expect(result.problem.message.length * result.problem.hint.length, name).toBeGreaterThan(0);
  return result;
}

async function openFile(name: string, text: string) {
  const result = await measure(name, () => planFromFile(text));
  if (result.ok) expect(checkDrawing(result.plan.drawing)).toEqual([]);
  else expect(result.problems.length, name).toBeGreaterThan(0);
  return result;
}

function randomText(random: SeededRandom, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[random.whole(0, alphabet.length - 1)]).join('');
}

/** Changes, cuts, doubles or inserts somewhere. */
function mutateText(random: SeededRandom, text: string, alphabet: string): string {
  let mutated = text;
  for (let edits = random.whole(1, 4); edits > 0; edits--) {
    const at = random.whole(0, mutated.length);
    const noise = randomText(random, alphabet, random.whole(1, 8));
    mutated = random.oneOf([
      () => mutated.slice(0, at),
      () => mutated.slice(0, at) + noise + mutated.slice(at + noise.length),
      () => mutated.slice(0, at) + noise + mutated.slice(at),
      () => mutated.slice(0, at) + mutated.slice(at + random.whole(1, 20)),
      () => mutated + mutated.slice(at),
    ])();
  }
  return mutated;
}

function mutateBytes(random: SeededRandom, bytes: Uint8Array): Uint8Array {
  const mutated = Uint8Array.from(bytes);
  for (let edits = random.whole(1, 6); edits > 0; edits--) {
    mutated[random.whole(0, mutated.length - 1)] = random.oneOf([0, 1, 16, 127, 128, 255, random.whole(0, 255)]);
  }
  return random.chance(0.2) ? mutated.subarray(0, random.whole(0, mutated.length)) : mutated;
}

/** Puts odd values at random places of a JSON document. */
function mutateJson(random: SeededRandom, value: unknown): unknown {
  const odd: readonly unknown[] = [
    null,
    -1,
    1e308,
    0.5,
    '',
    'toString',
    '__proto__',
    'x'.repeat(500),
    [],
    {},
    [[[]]],
    true,
    { b1: {} },
    'b1',
  ];
  if (random.chance(0.03)) return random.oneOf(odd);
  if (Array.isArray(value)) return value.map((inner) => mutateJson(random, inner));
  if (typeof value !== 'object' || value === null) return random.chance(0.02) ? random.oneOf(odd) : value;
  const entries = Object.entries(value).filter(() => !random.chance(0.02));
  return Object.fromEntries(entries.map(([key, inner]) => [key, mutateJson(random, inner)]));
}

const links: string[] = [];
/** What the links hold, unfolded, with their version. */
const payloads: { bytes: Uint8Array; version: string }[] = [];

/** What a link holds, unfolded. */
function payloadOf(link: string): { bytes: Uint8Array; version: string } {
  const bytes = decodeBase64url(link.slice(1)) ?? new Uint8Array();
  // Length (one or two bytes) and checksum come before the payload.
  const start = ((bytes[0] ?? 0) < 128 ? 1 : 2) + 4;
  return { bytes: inflateSync(bytes.subarray(start)), version: link.charAt(0) };
}

/** A link whose envelope is sound around a payload that is not quite. */
function sealMutated(random: SeededRandom): string {
  const { bytes, version } = random.oneOf(payloads);
  return sealPayload(mutateBytes(random, bytes), false, version);
}

beforeAll(async () => {
  const plans = [
    createEmptyPlan(),
    createSampleCluster(),
    createCalibratedPlan(),
    createCutCablesPlan(),
    createStagedPlan(),
    ...[1, 2, 3, 34, 36, 37].map((seed) => createRandomPlan(seed)),
  ];
  for (const plan of plans) {
    const link = await encodeLink(plan);
    links.push(link);
    payloads.push(payloadOf(link));
  }
  // Links of version 1 are written by nothing any more.
  for (const name of ['link-v1.txt', 'link-v1-custom-model.txt']) {
    const link = readFileSync(new URL(`./golden/${name}`, import.meta.url), 'utf8').trim();
    links.push(link);
    payloads.push(payloadOf(link));
  }
  expect(new Set(payloads.map(({ version }) => version))).toEqual(new Set(['1', '2', '3', '4']));
});

describe('hostile input', () => {
  it('answers every random or mutated link and file', async () => {
    const random = createSeededRandom(20_261_121);
    const outcomes = new Map<string, number>();
    const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    for (let number = 0; number < CASES; number++) {
      const name = `case ${number}`;
      const makeLink = random.oneOf<(() => string) | undefined>([
        () => randomText(random, ALPHABET, random.whole(0, 300)),
        () => random.oneOf(['1', '2', '3', '4']) + randomText(random, ALPHABET, random.whole(0, 300)),
        () => mutateText(random, random.oneOf(links), ALPHABET),
        () => mutateText(random, random.oneOf(links), '#%+/= \u0000é🚄'),
        () => sealMutated(random),
        () => sealMutated(random),
        () => sealPayload(Uint8Array.from({ length: random.whole(0, 200) }, () => random.whole(0, 255))),
        () =>
          sealPayload(
            Uint8Array.from({ length: random.whole(0, 200) }, () => random.whole(0, 255)),
            true,
          ),
        undefined,
        undefined,
      ]);
      if (makeLink !== undefined) {
        const result = await openLink(name, makeLink());
        count(result.ok ? 'link ok' : `link ${result.problem.code}`);
      } else {
        const text = planToFile(createRandomPlan(random.whole(0, 1e6), 20));
        const mutated = random.chance(0.5)
          ? mutateText(random, text, '{}[]",:0123456789.eE-+ntrfalsu\\')
          : JSON.stringify(mutateJson(random, JSON.parse(text)));
        const result = await openFile(name, mutated);
        count(result.ok ? 'file ok' : `file ${result.problems[0]?.code}`);
      }
    }
    // Every way in was taken, and every way out but the ones that need size.
    const met = [...outcomes.keys()].sort();
    expect(met).toEqual(expect.arrayContaining(['file not-a-plan', 'file not-json', 'file ok', 'file invalid-plan']));
    expect(met).toEqual(expect.arrayContaining(['link corrupt', 'link cut', 'link invalid-plan', 'link ok']));
    expect(met).toContain('link unknown-version');
  });

  it('bounds the work of input that is made to be expensive', async () => {
    const base = JSON.parse(planToFile(createEmptyPlan())) as { drawing: { blocks: object; links: object } };
    const file = (drawing: unknown, more: object = {}) => JSON.stringify({ ...base, drawing, ...more });
    const rows = (count: number, make: (row: number) => unknown) =>
      Object.fromEntries(Array.from({ length: count }, (_, row) => [`b${row}`, make(row)]));
    const files: Record<string, string> = {
      'deep lists': '['.repeat(2_000_000),
      'deep plan': file({ blocks: {}, links: {} }).replace(/}$/, `,"deep":${'['.repeat(50_000)}${']'.repeat(50_000)}}`),
      'long chain of parents': file({
        blocks: rows(5000, (row) => ({ kind: 'rack', parent: `b${row + 1}` })),
        links: {},
      }),
      'ring of parents': file({
        blocks: rows(5000, (row) => ({ kind: 'hall', parent: `b${(row + 1) % 5000}` })),
        links: {},
      }),
      'empty exceptions': file({
        blocks: { b1: { kind: 'rack', exceptions: new Array(1_000_000).fill(0) } },
        links: {},
      }),
      'ten thousand bad exceptions': file({
        blocks: rows(39, () => ({ kind: 'rack', exceptions: new Array(10_000).fill({}) })),
        links: {},
      }),
      'crowd of unknown keys': file(
        { blocks: {}, links: {} },
        rows(300_000, () => 0),
      ),
      'crowd of assumptions': file({ blocks: {}, links: {} }, { assumptions: { overrides: rows(300_000, () => 'x') } }),
      'twenty thousand dangling links': file({ blocks: {}, links: rows(20_000, () => ({ from: 'a', to: 'b' })) }),
      'crowd of stages': file(
        { blocks: {}, links: {} },
        { schedule: { orderDate: 'x'.repeat(1_000_000), stages: new Array(10_000).fill({ tokens: -1 }) } },
      ),
      'long names': file({ blocks: { b1: { kind: 'rack', name: 'x'.repeat(3_000_000) } }, links: {} }),
    };
    for (const [name, text] of Object.entries(files)) await openFile(name, text);
    const bomb = new Uint8Array(60 * 1024 * 1024);
    await openLink('deflate bomb', sealPayload(bomb));
    await openLink('longest link of zeros', `1${'A'.repeat(1024 * 1024 - 1)}`);
    // Six bytes of header promise as many rows as a link may have, in columns of one byte each.
    const promise = Uint8Array.of(0, 0xa0, 0x8d, 0x06, 0xa0, 0x8d, 0x06, ...new Array<number>(400).fill(16));
    await openLink('promised rows', sealPayload(promise));
  });

  it('took no longer and no more memory than allowed for any of them', () => {
    expect(worst.microseconds, worst.name).toBeLessThan(MAX_CASE_MICROSECONDS);
    expect(worst.growthBytes).toBeLessThan(MAX_GROWTH_BYTES);
  });
});
