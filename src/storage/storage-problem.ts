/** Why the browser did not keep something, in words that say what to do. */
export interface StorageProblem {
  readonly code: 'full' | 'unavailable' | 'failed';
  readonly message: string;
}

/** Turns an error of the browser's storage into words. */
export function describeStorageError(error: unknown): StorageProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') {
    return {
      code: 'full',
      message:
        'This browser’s storage is full: the newest changes are only in this tab. Save the plan as a file, or delete plans that are no longer needed.',
    };
  }
  if (['InvalidStateError', 'SecurityError', 'NotSupportedError', 'ReferenceError', 'TypeError'].includes(name)) {
    return {
      code: 'unavailable',
      message:
        'This browser keeps no plans here, as in some private windows: changes last until the tab is closed. Save the plan as a file or share its link.',
    };
  }
  const detail = error instanceof Error ? ` (${error.message})` : '';
  return {
    code: 'failed',
    message: `The plan could not be saved${detail}: the newest changes are only in this tab. It is tried again with the next change.`,
  };
}
