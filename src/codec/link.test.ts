import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createEmptyPlan } from '../domain/plan/create-empty-plan.ts';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { createRandomPlan } from '../domain/plan/testing/random-plan.ts';
import { createSeededRandom } from '../domain/random/seeded-random.ts';
import { decodeLink } from './decode-link.ts';
import { encodeLink } from './encode-link.ts';
import { decodeBase64url, encodeBase64url } from './link/base64url.ts';
import { crc32 } from './link/crc32.ts';
import { DICTIONARY_V1 } from './link/dictionary-v1.ts';
import { DICTIONARY_V2 } from './link/dictionary-v2.ts';
import { createCutCablesPlan } from './testing/cut-cables-plan.ts';
import { createSampleCluster } from './testing/sample-cluster.ts';
import { sealPayload } from './testing/seal-payload.ts';
import { createStagedPlan } from './testing/staged-plan.ts';

/** The shortest length at which chat programs are known to cut links, characters. */
const CHAT_LIMIT = 2083;

const golden = (name: string) => readFileSync(new URL(`./golden/${name}`, import.meta.url), 'utf8');

async function decodePlan(text: string): Promise<PlanDocument> {
  const result = await decodeLink(text);
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  expect(result.repairs).toEqual([]);
  return result.plan;
}

/** The schedule that the migrations give. */
const NO_SCHEDULE: PlanDocument['schedule'] = { orderDate: null, stages: [] };

/** The drawing of an older golden as the migrations give it. */
function withLinkExceptions(drawing: PlanDocument['drawing']): PlanDocument['drawing'] {
  const links = Object.values(drawing.links).map((link) => [link.id, { ...link, exceptions: [] }]);
  return { ...drawing, links: Object.fromEntries(links) };
}

async function codeOf(text: string): Promise<string> {
  const result = await decodeLink(text);
  return result.ok ? 'ok' : result.problem.code;
}

describe('link', () => {
  it('gives back every plan exactly', async () => {
    for (let seed = 0; seed < 400; seed++) {
      const plan = createRandomPlan(seed);
      const link = await encodeLink(plan);
      expect(link).toMatch(/^[234][\w-]+$/);
      expect(await decodePlan(link), `seed ${seed}`).toStrictEqual(plan);
    }
  });

  it('keeps the order of records', async () => {
    const plan = createRandomPlan(77);
    const { drawing } = await decodePlan(await encodeLink(plan));
    expect(Object.keys(drawing.blocks)).toEqual(Object.keys(plan.drawing.blocks));
    expect(Object.keys(drawing.links)).toEqual(Object.keys(plan.drawing.links));
  });

  it('is short: an empty plan, and one of fifty blocks as it is drawn', async () => {
    expect((await encodeLink(createEmptyPlan())).length).toBeLessThan(100);
    const cluster = createSampleCluster();
    expect(Object.keys(cluster.drawing.blocks).length).toBeGreaterThanOrEqual(50);
    expect((await encodeLink(cluster)).length).toBeLessThan(900);
  });

  it('stays below the limit of chat programs when fifty blocks are placed by hand and all named apart', async () => {
    const cluster = createSampleCluster();
    const random = createSeededRandom(11);
    for (const block of Object.values(cluster.drawing.blocks)) {
      block.x = random.whole(0, 200_000) / 100;
      block.y = random.whole(0, 200_000) / 100;
      block.width = random.whole(100, 400);
      block.name += ` ${random.whole(100, 999)}`;
    }
    expect((await encodeLink(cluster)).length).toBeLessThan(CHAT_LIMIT);
  });

  it('opens the links of version 1 for ever', async () => {
    for (const name of ['link-v1', 'link-v1-custom-model']) {
      expect(await decodePlan(golden(`${name}.txt`))).toStrictEqual({
        ...JSON.parse(golden(`${name}.plan.json`)),
        version: 4,
        calibration: null,
        schedule: NO_SCHEDULE,
        drawing: withLinkExceptions(JSON.parse(golden(`${name}.plan.json`)).drawing),
        strategy: { ...JSON.parse(golden(`${name}.plan.json`)).strategy, ranksTogether: null },
      });
    }
  });

  it('opens the links of version 2 for ever', async () => {
    for (const name of ['link-v2', 'link-v2-calibrated']) {
      const plan = JSON.parse(golden(`${name}.plan.json`));
      expect(await decodePlan(golden(`${name}.txt`))).toStrictEqual({
        ...plan,
        version: 4,
        schedule: NO_SCHEDULE,
        drawing: withLinkExceptions(plan.drawing),
        strategy: { ...plan.strategy, ranksTogether: null },
      });
    }
  });

  it('opens the links of version 3 for ever', async () => {
    const name = 'link-v3-cut-cables';
    expect(await decodePlan(golden(`${name}.txt`))).toStrictEqual({
      ...JSON.parse(golden(`${name}.plan.json`)),
      version: 4,
      schedule: NO_SCHEDULE,
    });
  });

  it('opens the links of version 4 for ever', async () => {
    const name = 'link-v4-stages-and-units';
    expect(await decodePlan(golden(`${name}.txt`))).toStrictEqual(JSON.parse(golden(`${name}.plan.json`)));
  });

  it('spends newer versions only on what needs them', async () => {
    const plain = await encodeLink(createSampleCluster());
    const cut = await encodeLink(createCutCablesPlan());
    expect([plain.charAt(0), cut.charAt(0)]).toEqual(['2', '3']);
    expect(cut.length - plain.length).toBeLessThan(40);
    expect(await decodePlan(cut)).toStrictEqual(createCutCablesPlan());
    const staged = await encodeLink(createStagedPlan());
    expect(staged.charAt(0)).toBe('4');
    expect(staged.length - plain.length).toBeLessThan(250);
    expect(await decodePlan(staged)).toStrictEqual(createStagedPlan());
    const dated = createSampleCluster();
    dated.schedule.orderDate = '2027-01-31';
    expect((await encodeLink(dated)).length - plain.length).toBeLessThan(40);
  });

  it('never changes the dictionary of version 1', () => {
    const bytes = new TextEncoder().encode(DICTIONARY_V1.join(' '));
    expect([DICTIONARY_V1.length, crc32(bytes)]).toEqual([553, 2_350_229_669]);
  });

  it('never changes the dictionary of version 2', () => {
    const bytes = new TextEncoder().encode(DICTIONARY_V2.join(' '));
    expect([DICTIONARY_V2.length, crc32(bytes)]).toEqual([563, 260_198_044]);
    expect(DICTIONARY_V2.slice(0, DICTIONARY_V1.length)).toEqual(DICTIONARY_V1);
  });

  it('tells a cut link from a damaged one, wherever it happens', async () => {
    const link = await encodeLink(createSampleCluster());
    for (let length = 0; length < link.length; length++) {
      expect(await codeOf(link.slice(0, length)), `first ${length}`).toBe('cut');
    }
    const random = createSeededRandom(5);
    // The first characters hold the length: a change there may look like a cut.
    for (let at = 4; at < link.length - 1; at++) {
      const other = String.fromCharCode(97 + random.whole(0, 25));
      if (other === link[at]) continue;
      expect(await codeOf(link.slice(0, at) + other + link.slice(at + 1)), `character ${at}`).toBe('corrupt');
    }
  });

  it('does not mind a hash in front or the punctuation of a sentence behind', async () => {
    const plan = createSampleCluster();
    const link = await encodeLink(plan);
    for (const text of [`#${link}`, ` ${link}\n`, `${link}.`, `${link}).`, `#${link}>,`]) {
      expect(await decodePlan(text)).toStrictEqual(plan);
    }
  });

  it('says when a link is of another version, holds too much, or holds no plan', async () => {
    expect(await codeOf('5abcdef')).toBe('unknown-version');
    expect(await codeOf('*')).toBe('corrupt');
    expect(await codeOf('')).toBe('cut');
    expect(await codeOf(`1${'A'.repeat(2 * 1024 * 1024)}`)).toBe('too-large');
    // Eight megabytes of nothing, and half a million rows in a few bytes.
    expect(await codeOf(sealPayload(new Uint8Array(8 * 1024 * 1024)))).toBe('corrupt');
    expect(await codeOf(sealPayload(Uint8Array.of(0, 0xa0, 0x8d, 0x06, 0, 16, 16, 16, 16, 16, 16)))).toBe('corrupt');
    const { layers: _, ...architecture } = JSON.parse(golden('link-v1-custom-model.plan.json')).workload.model
      .architecture;
    const plan = createEmptyPlan();
    plan.workload.model = { kind: 'custom', name: 'x', source: '', architecture: { layers: -1, ...architecture } };
    expect(await codeOf(await encodeLink(plan))).toBe('invalid-plan');
  });

  it('refuses to write a reference that leads nowhere', async () => {
    const plan = createSampleCluster();
    delete plan.drawing.blocks.b2;
    await expect(encodeLink(plan)).rejects.toThrow(/not drawn/);
  });
});

describe('parts of the link', () => {
  it('computes the checksum of zlib', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('writes base64url as everybody does', () => {
    const random = createSeededRandom(3);
    for (let length = 0; length < 50; length++) {
      const bytes = Uint8Array.from({ length }, () => random.whole(0, 255));
      const text = encodeBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64url(text)).toEqual(bytes);
    }
    expect(decodeBase64url('a+b')).toBeUndefined();
  });
});
