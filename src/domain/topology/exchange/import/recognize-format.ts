/** Which format a text is in, by a look at its beginning. Small, since every dropped file passes here. */

/** The formats that are read. */
export const IMPORT_FORMATS = ['slurm', 'containerlab', 'netbox-csv', 'netbox-yaml', 'gpu-matrix'] as const;
/** A format that is read. */
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** A text and one that is added to it: tables of one NetBox may come in several files; of anything else the newer is taken. */
export function joinTexts(text: string, added: string): string {
  const isTables = [text, added].every((each) => recognizeFormat(each) === 'netbox-csv');
  return isTables ? `${text.trimEnd()}\n\n${added}` : added;
}

/** How much is looked at, characters: beginnings of files are long comments at worst. */
const BEGINNING = 65_536;

/** The format of a text; null = none of those that are read. */
export function recognizeFormat(text: string): ImportFormat | null {
  const start = text.slice(0, BEGINNING);
  if (/^[^\n#]*\bGPU0\b.*(\bGPU1\b|\bNIC0\b|\bmlx5_0\b|CPU Affinity)/m.test(start) || /^GPU0\s+X(\s|$)/m.test(start))
    return 'gpu-matrix';
  if (/^\s*(SwitchName|BlockName|BlockSizes)\s*=/im.test(start)) return 'slurm';
  if (/^topology\s*:/m.test(start)) return 'containerlab';
  if (/^(devices|interfaces|cables)\s*:/m.test(start)) return 'netbox-yaml';
  const head =
    start
      .replace(/^\uFEFF/, '')
      .split(/\r\n|\n|\r/)
      .find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  const columns = head
    .toLowerCase()
    .split(/[,;\t]/)
    .map((cell) =>
      cell
        .trim()
        .replace(/^"|"$/g, '')
        .replace(/[\s-]+/g, '_'),
    );
  if (columns.length < 2) return null;
  const has = (column: string): boolean => columns.includes(column);
  const isCables = ['side_a_device', 'device_a', 'termination_a_device', 'a_device'].some(has);
  const isDevices =
    has('name') && ['device', 'role', 'device_role', 'device_type', 'manufacturer', 'site', 'type', 'status'].some(has);
  return isCables || isDevices ? 'netbox-csv' : null;
}
