/** A value that can be watched; fits React's `useSyncExternalStore`. */
export interface Cell<T> {
  readonly getState: () => T;
  /** Calls the listener after each change; gives a function that ends it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A cell and the function that changes it. */
export function createCell<T>(initial: T): { cell: Cell<T>; set: (value: T) => void } {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    cell: {
      getState: () => state,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    set: (value) => {
      state = value;
      for (const listener of [...listeners]) listener();
    },
  };
}
