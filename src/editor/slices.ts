/** So long the host's thread may be held without a rest, in milliseconds. */
const SLICE_MS = 6;

export interface Cancellable {
  readonly isCancellationRequested: boolean;
}

/**
 * Takes every step of `steps`, resting after each slice of a few milliseconds so that keys and scrolling get their turn.
 * False when it was cancelled before the end.
 */
export async function inSlices(steps: Iterator<unknown>, token?: Cancellable): Promise<boolean> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do if (steps.next().done) return true;
    while (performance.now() < until);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    if (token?.isCancellationRequested) return false;
  }
}
