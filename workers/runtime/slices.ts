/** Long work in slices: between two of them the worker reads its messages, so that a cancel gets in. */

/** How long one slice may last. */
export const SLICE_MILLISECONDS = 8;

/** Lets waiting messages in. Faster than a timer, which browsers slow down. */
export function nextSlice(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
