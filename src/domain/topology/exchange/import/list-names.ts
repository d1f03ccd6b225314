/** The first few names, and how many more. */
export function listNames(names: readonly string[]): string {
  const shown = names
    .slice(0, 5)
    .map((name) => name.slice(0, 60))
    .join(', ');
  return names.length <= 5 ? shown : `${shown} and ${names.length - 5} more`;
}
