/** Puts any bytes into a link with a right length and checksum: what a forger would do. For tests. */
import { deflateSync } from 'fflate';
import { LINK_VERSION } from '../encode-link.ts';
import { encodeBase64url } from '../link/base64url.ts';
import { ByteWriter } from '../link/byte-writer.ts';
import { crc32 } from '../link/crc32.ts';

/** A link whose envelope is sound and whose payload is whatever was given (compressed unless `raw`), of any version. */
export function sealPayload(bytes: Uint8Array, raw = false, version = LINK_VERSION): string {
  const payload = raw ? bytes : deflateSync(bytes);
  const writer = new ByteWriter();
  writer.unsigned(payload.length);
  for (const shift of [24, 16, 8, 0]) writer.byte((crc32(payload) >>> shift) & 0xff);
  for (const byte of payload) writer.byte(byte);
  return version + encodeBase64url(writer.finish());
}
