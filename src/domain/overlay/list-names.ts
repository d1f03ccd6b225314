const MOST = 3;

/** Names in a sentence: `A, B and C`, `A, B, C and 4 more`. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}
