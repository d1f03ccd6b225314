/** Joins class names, leaving out what is absent. CSS modules type every name as possibly missing; components want a string. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
