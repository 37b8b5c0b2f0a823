/** Where the lines of a text start and end (without "\r\n", "\n" or a lone "\r"). */
export class Lines {
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  constructor(readonly text: string) {
    let start = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code !== 10 && code !== 13) continue;
      this.starts.push(start);
      this.ends.push(i);
      if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
      start = i + 1;
    }
    this.starts.push(start);
    this.ends.push(text.length);
  }

  get count(): number {
    return this.starts.length;
  }

  /** Start of line `index`; the text's end for one past the last. */
  start(index: number): number {
    return this.starts[index] ?? this.text.length;
  }

  end(index: number): number {
    return this.ends[index] ?? this.text.length;
  }

  /** The characters of line `index`. */
  at(index: number): string {
    return this.text.slice(this.start(index), this.end(index));
  }

  /** The line in which the character `offset` stands. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The nearest line above `index` that is not blank, at most `far` lines away; −1 when there is none. */
  nonBlankAbove(index: number, far = 3): number {
    for (let i = index - 1; i >= Math.max(0, index - far); i--) if (this.at(i).trim() !== "") return i;
    return -1;
  }
}
