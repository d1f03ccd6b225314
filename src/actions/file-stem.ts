const MAX_LENGTH = 60;

/** A plan's name as the beginning of a file name: letters, figures and hyphens only. */
export function fileStem(name: string): string {
  const stem = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, MAX_LENGTH)
    .replace(/-+$/, '');
  return stem === '' ? 'plan' : stem;
}
