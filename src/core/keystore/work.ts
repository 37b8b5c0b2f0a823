import { unsupported } from "./problem";

/**
 * Work that takes its time: a generator that yields every few milliseconds, so that whoever drives it can let others
 * have a turn. Deriving a key from a passphrase is slow by design.
 */
export type Work<T> = Generator<undefined, T, undefined>;

/** Does the work at one go. */
export function finish<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Does the work in slices: `pause` is awaited between them, and may end the work by throwing. */
export async function finishInSlices<T>(work: Work<T>, pause: () => Promise<void>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** More rounds of key derivation than any file needs: a hostile count would keep us busy for minutes. */
export const MAX_ROUNDS = 10_000_000;

/** How many rounds of key derivation may still be done for one file, over all of its parts. */
export class Budget {
  #left = MAX_ROUNDS;

  /** Takes `rounds` off. Throws KeystoreError where the file asks for more than there are. */
  spend(rounds: number): void {
    if (!(rounds >= 1)) throw unsupported(`It asks for ${String(rounds)} rounds of key derivation`);
    if (rounds > this.#left)
      throw unsupported(`It asks for more than ${MAX_ROUNDS.toLocaleString("en")} rounds of key derivation`);
    this.#left -= rounds;
  }
}
