/**
 * A plan as the fragment of an address: the version's character, then base64url over the length of the compressed payload, its
 * CRC-32, and the payload (columns in binary, deflate-raw). `docs/link-format.md` describes it exactly.
 */
import { deflateSync } from 'fflate';
import type { PlanDocument } from '../domain/plan/plan-document.ts';
import { encodeBase64url } from './link/base64url.ts';
import { ByteWriter } from './link/byte-writer.ts';
import { crc32 } from './link/crc32.ts';
import { writePayloadV2 } from './link/payload-v2.ts';

/** First character of links of today's version. */
export const LINK_VERSION = '2';

/** The fragment's text without `#`. The plan must be valid. It is a promise so that a later version may compress elsewhere. */
export async function encodeLink(plan: PlanDocument): Promise<string> {
  const payload = deflateSync(writePayloadV2(plan), { level: 9 });
  const writer = new ByteWriter();
  writer.unsigned(payload.length);
  const checksum = crc32(payload);
  for (const shift of [24, 16, 8, 0]) writer.byte((checksum >>> shift) & 0xff);
  for (const byte of payload) writer.byte(byte);
  return LINK_VERSION + encodeBase64url(writer.finish());
}
