import { useEffect, useRef, useState } from 'react';

/** How long a difference stays in sight, milliseconds. */
const SHOWN_MILLISECONDS = 2000;
/** Relative changes below this cannot be seen in three figures. */
const SMALLEST_CHANGE = 5e-4;

/**
 * The difference between a value and the one shown before, for two seconds after it changed; null otherwise. A change of
 * `scope` (another plan) is no difference.
 */
export function useDifference(value: number | null, scope: string): number | null {
  const last = useRef<{ readonly value: number; readonly scope: string } | null>(null);
  const [difference, setDifference] = useState<number | null>(null);
  useEffect(() => {
    if (value === null) return;
    const before = last.current;
    last.current = { value, scope };
    if (before === null || before.scope !== scope) {
      setDifference(null);
      return;
    }
    const change = value - before.value;
    if (Math.abs(change) <= SMALLEST_CHANGE * Math.abs(before.value)) return;
    setDifference(change);
    const timer = setTimeout(() => setDifference(null), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [value, scope]);
  return difference;
}
