/** A short key for a set of inputs: equal inputs, whatever the order of their fields, give equal keys. */

/** Hashes plain data (what JSON can hold) to 26 hexadecimal digits; not for secrets. */
export function hashInputs(value: unknown): string {
  const text = JSON.stringify(value, sortFields) ?? 'undefined';
  return `${mix(text, 0x9e3779b1)}${mix(text, 0x85ebca6b)}`;
}

function sortFields(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Two multiply-and-shift streams over the characters, 52 bits. */
function mix(text: string, seed: number): string {
  let high = seed;
  let low = ~seed;
  for (let position = 0; position < text.length; position++) {
    const code = text.charCodeAt(position);
    high = Math.imul(high ^ code, 0x9e3779b1);
    low = Math.imul(low ^ code, 0x5f356495);
    high ^= high >>> 15;
    low ^= low >>> 13;
  }
  high = Math.imul(high ^ (low >>> 16), 0x85ebca6b);
  low = Math.imul(low ^ (high >>> 13), 0xc2b2ae35);
  const top = ((high >>> 0) & 0xfffff).toString(16).padStart(5, '0');
  return `${top}${(low >>> 0).toString(16).padStart(8, '0')}`;
}
