const MAX_LENGTH = 60;

/** A plan's name as the beginning of a file name: letters and digits of any script, joined by hyphens; accents are dropped. */
export function fileStem(name: string): string {
  const stem = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+/, '')
    .slice(0, MAX_LENGTH)
    .replace(/-+$/, '');
  return stem === '' ? 'plan' : stem;
}
