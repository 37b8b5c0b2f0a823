/** Bytes fetched at a time; the host answers up to 16,384. */
const CHUNK = 4096;

export type FetchBytes = (from: number, count: number) => Promise<string | undefined>;

/** The bytes of one source, fetched in chunks as they come into view. */
export class ByteStore {
  readonly #chunks = new Map<number, Uint8Array>();
  readonly #asked = new Set<number>();

  /** `onChange` is called when bytes have come. */
  constructor(
    readonly source: number,
    readonly length: number,
    private readonly fetch: FetchBytes,
    private readonly onChange: () => void,
  ) {}

  /** The byte at `offset`, if it was fetched. */
  get(offset: number): number | undefined {
    return this.#chunks.get(Math.floor(offset / CHUNK))?.[offset % CHUNK];
  }

  /** Fetches what is missing of bytes `from` to `to` (exclusive). */
  async ensure(from: number, to: number): Promise<void> {
    const end = Math.min(to, this.length);
    const loads: Promise<void>[] = [];
    for (let chunk = Math.floor(Math.max(0, from) / CHUNK); chunk * CHUNK < end; chunk++)
      if (!this.#asked.has(chunk)) loads.push(this.#load(chunk));
    await Promise.all(loads);
  }

  async #load(chunk: number): Promise<void> {
    this.#asked.add(chunk);
    const from = chunk * CHUNK;
    const hex = await this.fetch(from, Math.min(CHUNK, this.length - from));
    if (hex === undefined) {
      this.#asked.delete(chunk);
      return;
    }
    const bytes = new Uint8Array(hex.length >> 1);
    for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
    this.#chunks.set(chunk, bytes);
    this.onChange();
  }
}
