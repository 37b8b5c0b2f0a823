/** A stretch of a text, in UTF-16 code units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What lies between stretches, which are in order; neighbours may overlap. */
export function gaps(length: number, taken: readonly Stretch[]): Stretch[] {
  const free: Stretch[] = [];
  let at = 0;
  for (const { start, end } of taken) {
    if (start > at) free.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (length > at) free.push({ start: at, end: length });
  return free;
}
