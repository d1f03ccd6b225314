/** Reads a plan out of an address's fragment, whatever it holds. Never throws; time and memory are bounded. */
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { decodeBase64url } from './link/base64url.ts';
import { crc32 } from './link/crc32.ts';
import { inflateCapped } from './link/inflate-capped.ts';
import { readPayloadV1 } from './link/payload-v1.ts';
import { readPayloadV2 } from './link/payload-v2.ts';
import { readPayloadV3 } from './link/payload-v3.ts';
import { readPayloadV4 } from './link/payload-v4.ts';
import { parsePlan } from './parse-plan.ts';

/** Why a link cannot be opened: a code, what happened, and what to do. */
export interface LinkProblem {
  readonly code: 'cut' | 'corrupt' | 'unknown-version' | 'too-large' | 'invalid-plan';
  readonly message: string;
  readonly hint: string;
}

/** A plan with a sentence for each thing that was mended, or the reason why there is none. */
export type DecodedLink =
  | { readonly ok: true; readonly plan: PlanDocument; readonly repairs: string[] }
  | { readonly ok: false; readonly problem: LinkProblem };

/** Every released version, by its character. */
const READERS: ReadonlyMap<string, (bytes: Uint8Array) => unknown> = new Map([
  ['1', readPayloadV1],
  ['2', readPayloadV2],
  ['3', readPayloadV3],
  ['4', readPayloadV4],
]);

/** Longest link that is read, characters. */
const MAX_LINK_CHARACTERS = 1024 * 1024;

/** Most bytes that a link may unfold to. */
const MAX_PAYLOAD_BYTES = 4 * 1024 * 1024;

const PROBLEMS = {
  cut: {
    message: 'The link is cut: its end is missing.',
    hint: 'Chat and mail programs shorten long links. Copy the whole link again, or ask for the plan as a file.',
  },
  corrupt: {
    message: 'The link is damaged: some of its characters are not those that were shared.',
    hint: 'Copy the link again from where it was shared, or ask for the plan as a file.',
  },
  'unknown-version': {
    message: 'The link was made by another version of Trainyard.',
    hint: 'Reload the page to get the newest Trainyard, then open the link again.',
  },
  'too-large': {
    message: 'The link holds more than a plan can.',
    hint: 'Ask for the plan as a file.',
  },
} as const;

function fail(code: keyof typeof PROBLEMS): DecodedLink {
  return { ok: false, problem: { code, ...PROBLEMS[code] } };
}

/** Takes the envelope apart: the payload, or what is wrong with it. */
function openEnvelope(bytes: Uint8Array): Uint8Array | 'cut' | 'corrupt' | 'too-large' {
  let length = 0;
  let scale = 1;
  let at = 0;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined) return 'cut';
    length += (byte & 127) * scale;
    scale *= 128;
    at += 1;
    if (byte < 128) break;
    if (at === 4) return 'corrupt';
  }
  if (length > MAX_LINK_CHARACTERS) return 'too-large';
  const start = at + 4;
  if (bytes.length < start + length) return 'cut';
  if (bytes.length > start + length) return 'corrupt';
  const checksum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
  const payload = bytes.subarray(start);
  return crc32(payload) === checksum ? payload : 'corrupt';
}

/** Reads a link's fragment, with or without `#`. Punctuation that a sentence put behind the link is left out. */
export async function decodeLink(text: string): Promise<DecodedLink> {
  if (text.length > MAX_LINK_CHARACTERS) return fail('too-large');
  const fragment = text
    .trim()
    .replace(/^#/, '')
    .replace(/[.,;:!?)\]}>"'”’»]{1,8}$/, '');
  if (fragment === '') return fail('cut');
  const readPayload = READERS.get(fragment.charAt(0));
  if (readPayload === undefined) return fail(/^[0-9A-Za-z]/.test(fragment) ? 'unknown-version' : 'corrupt');
  const bytes = decodeBase64url(fragment.slice(1));
  if (bytes === undefined) return fail('corrupt');
  const payload = openEnvelope(bytes);
  if (typeof payload === 'string') return fail(payload);
  let document: unknown;
  try {
    document = readPayload(inflateCapped(payload, MAX_PAYLOAD_BYTES));
  } catch {
    // Only bytes that were made to look sound come here: their checksum is right.
    return fail('corrupt');
  }
  const parsed = parsePlan(document);
  if (parsed.ok) return parsed;
  const [problem] = parsed.problems;
  if (problem?.code === 'too-large') return fail('too-large');
  return {
    ok: false,
    problem: {
      code: 'invalid-plan',
      message: `The link holds no plan that can be used: ${problem?.message ?? ''}`,
      hint: problem?.hint ?? PROBLEMS.corrupt.hint,
    },
  };
}
