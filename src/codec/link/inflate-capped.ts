import { Inflate } from 'fflate';
import { MalformedBytes } from './byte-reader.ts';

/** Bytes that go in at a time: at deflate's best of about 1,030 : 1 they make 1 MiB, so the cap is never far overrun. */
const SLICE_BYTES = 1024;

/** Undoes deflate-raw and stops as soon as more than `capBytes` come out. Throws {@link MalformedBytes} for anything unsound. */
export function inflateCapped(bytes: Uint8Array, capBytes: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const inflate = new Inflate((piece, final) => {
    length += piece.length;
    if (length > capBytes) throw new MalformedBytes('unfolds to too many bytes');
    pieces.push(piece);
    ended = final;
  });
  try {
    for (let at = 0; at < bytes.length; at += SLICE_BYTES) {
      inflate.push(bytes.subarray(at, at + SLICE_BYTES), at + SLICE_BYTES >= bytes.length);
    }
  } catch (error) {
    throw error instanceof MalformedBytes
      ? error
      : new MalformedBytes(error instanceof Error ? error.message : 'is unsound');
  }
  if (!ended) throw new MalformedBytes('ends too early');
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
