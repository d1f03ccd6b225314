import type { PlanDocument } from './plan-document.ts';

/** A short text that differs for plans that differ (64 bits of two multiply-and-shift streams); order of records does not matter. */
export function fingerprintPlan(plan: PlanDocument): string {
  const text = JSON.stringify(plan, (_key, value: unknown) =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  let high = 0x811c9dc5;
  let low = 0x9e3779b1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ code, 0x85ebca6b) ^ (low >>> 15);
  }
  return `${text.length}-${(high >>> 0).toString(16)}${(low >>> 0).toString(16)}`;
}
