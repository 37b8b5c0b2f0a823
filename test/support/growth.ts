/** From the smallest size to the largest is four times as much: what grows with the square takes sixteen times as long. */
export const MOST_GROWTH = 9;
/** Below this the clock and the garbage collector say more than the work. */
const FLOOR_MS = 8;

/** How long this process computes; what other processes take of the machine does not count. */
export function cpuMs(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How much longer `run` takes for four times the `least` input; each size is the better of two runs. */
export function growth<T>(make: (size: number) => T, run: (input: T) => void, least = 2000): number {
  const times = [least, least * 4].map((size) => {
    const input = make(size);
    return Math.min(...Array.from({ length: 2 }, () => cpuMs(() => run(input))));
  });
  const [first = 0, last = 0] = times;
  return last / Math.max(first, FLOOR_MS);
}
