/** Tells the other tabs which plan was written, and hears it from them. */
import * as v from 'valibot';

const MessageSchema = v.object({
  kind: v.picklist(['written', 'deleted', 'restored']),
  planId: v.string(),
  revision: v.number(),
});

/** What happened to a plan in another tab. */
export type TabMessage = v.InferOutput<typeof MessageSchema>;

/** A line to the other tabs of this browser. */
export interface TabChannel {
  /** Tells the others; with `here` also the listeners of this tab, for changes that did not come from its open document. */
  readonly post: (message: TabMessage, here?: 'here') => void;
  readonly listen: (listener: (message: TabMessage) => void) => () => void;
  readonly close: () => void;
}

/** Opens the line; where the browser has none, nobody hears and the check of revisions alone keeps edits safe. */
export function openTabChannel(name = 'trainyard-plans'): TabChannel {
  const listeners = new Set<(message: TabMessage) => void>();
  const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(name);
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const result = v.safeParse(MessageSchema, data);
    if (result.success) for (const listener of [...listeners]) listener(result.output);
  });
  return {
    post: (message, here) => {
      channel?.postMessage(message);
      if (here === 'here') for (const listener of [...listeners]) listener(message);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => channel?.close(),
  };
}
