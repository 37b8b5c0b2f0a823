/** Work that is done in steps of a few milliseconds at most, so that an editor can rest between them; then its result. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all the work at once. */
export function finished<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
