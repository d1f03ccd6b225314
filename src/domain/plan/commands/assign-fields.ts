/** Assigns the given fields one by one, and only those that differ, so that patches say just what changed. */
export function assignFields<T extends object>(target: T, fields: Partial<T>): void {
  for (const key of Object.keys(fields) as (keyof T)[]) {
    const value = fields[key];
    if (value !== undefined && target[key] !== value) target[key] = value as T[keyof T];
  }
}
