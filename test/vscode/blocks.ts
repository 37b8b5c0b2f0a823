import { ok } from "node:assert/strict";

/** So long the host may be held at most, in milliseconds: VS Code calls an extension unresponsive after 3,000. */
const LONGEST_BLOCK = 100;

/** Something that was done, and the longest time that the host's thread worked for it without a rest. */
export interface Block {
  readonly name: string;
  readonly ms: number;
}

/** What this thread has worked, in milliseconds: other programs on a busy machine do not count. Node 23.9 has it. */
const worked: () => number = ((): (() => number) => {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };
  if (!threadCpuUsage) return () => performance.now();
  return () => {
    const { user, system } = threadCpuUsage();
    return (user + system) / 1000;
  };
})();

/** The longest time that this thread worked without a rest while `act` ran. */
export async function measure(name: string, act: () => Promise<void>): Promise<Block> {
  let [last, longest, timer] = [worked(), 0, undefined as ReturnType<typeof setTimeout> | undefined];
  const tick = (): void => {
    const now = worked();
    longest = Math.max(longest, now - last);
    last = now;
    timer = setTimeout(tick, 1);
  };
  tick();
  await act();
  await new Promise((resolve) => setTimeout(resolve, 50));
  clearTimeout(timer);
  return { name, ms: Math.round(longest) };
}

/** Writes the figures into the test's title, which is what is printed of it, and holds them to the bound. */
export function hold(test: Mocha.Runnable | undefined, blocks: readonly Block[]): void {
  const words = blocks.map(({ name, ms }) => `${name} ${String(ms)} ms`).join(", ");
  if (test) test.title += `: longest blocks: ${words}`;
  ok(
    blocks.every(({ ms }) => ms < LONGEST_BLOCK),
    words,
  );
}
