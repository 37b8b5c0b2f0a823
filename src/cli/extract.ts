import { BYTE_FORMATS, type ByteFormat } from "../core/convert/byteFormats";
import { concatAll } from "../core/bytes/concat";
import { extract as extractFrom, wordsFor, type Extracted } from "../core/inspect/extraction";
import { Lines } from "../core/text/lines";
import { oneLine, plural } from "../core/words/visible";
import { decodeText } from "../decodeText";
import { createNodeProvider } from "../net/cryptoNode";
import { readInput } from "./input";
import { UsageError, type Values } from "./options";

/** Bytes that were found, and which of them they are, from 1 on. */
interface Numbered extends Extracted {
  readonly number: number;
}

/** `extract FILE|-`: 0 when bytes were written or listed, 1 when there are none. */
export async function extract(file: string, values: Values): Promise<number> {
  const format = values.as === undefined ? undefined : formatOf(values.as);
  const only = values.only === undefined ? undefined : numberOf(values.only);
  const { bytes, label } = await readInput(file);
  const text = decodeText(bytes);
  const found = extractFrom(text).map((one, index): Numbered => ({ ...one, number: index + 1 }));
  if (found.length === 0) {
    say(`No bytes were recognised in ${label}: extract looks for hex dumps, byte arrays, base64 and PEM`);
    return 1;
  }
  if (only !== undefined && only > found.length)
    throw new UsageError(
      `There is no number ${String(only)} in ${label}: the last is ${String(found.length)}.`,
    );
  const wanted = only === undefined ? found : found.filter(({ number }) => number === only);
  if (values.list) {
    process.stdout.write(values.json ? listAsJson(wanted, text) : list(wanted, text));
    return 0;
  }
  return write(wanted, only !== undefined, format, values.force === true);
}

function formatOf(id: string): ByteFormat {
  const formats = BYTE_FORMATS.filter(({ copied }) => copied);
  const format = formats.find((one) => one.id === id);
  if (!format) throw new UsageError(`--as takes ${formats.map((one) => one.id).join(", ")}, not "${id}".`);
  return format;
}

function numberOf(text: string): number {
  if (!/^[1-9]\d{0,6}$/.test(text)) throw new UsageError(`--only takes a number of --list, not "${text}".`);
  return Number(text);
}

function say(sentence: string): void {
  process.stderr.write(`tls-inspector: ${oneLine(sentence)}.\n`);
}

/** Writes bytes one after another, private keys only when they were picked. */
function write(
  wanted: readonly Numbered[],
  picked: boolean,
  format: ByteFormat | undefined,
  force: boolean,
): number {
  for (const { number, secret } of picked ? [] : wanted)
    if (secret)
      say(
        `Number ${String(number)} is a private key or a keystore, which is left out: --only ${String(number)} writes it`,
      );
  const written = picked ? wanted : wanted.filter(({ secret }) => !secret);
  for (const { number, remarks } of written)
    for (const remark of remarks) say(`Number ${String(number)}: ${remark}`);
  if (written.length === 0) return 1;
  const bytes = concatAll(written.map((one) => one.bytes));
  if (format) {
    const { text } = format.print(bytes);
    process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
    return 0;
  }
  if (process.stdout.isTTY && !force)
    throw new UsageError(
      `${plural(bytes.length, "byte")} would go to the terminal: send them to a file or a program, name a form (--as hex), look at what there is (--list), or insist (--force).`,
    );
  process.stdout.write(bytes);
  return 0;
}

/** A row of the list, in words that are safe to show. */
interface Row {
  readonly number: number;
  readonly format: string;
  readonly length: number;
  readonly direction?: "sent" | "received";
  /** Lines and columns count from 1, columns in UTF-16 units as editors do; `end` is behind the last character. */
  readonly start: Place;
  readonly end: Place;
  readonly holds: string;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

function rowsOf(wanted: readonly Numbered[], text: string): Row[] {
  const words = wordsFor(text, {
    label: "",
    provider: createNodeProvider().provider,
    trust: { roots: undefined, storeName: "none", at: new Date().toISOString() },
  });
  const lines = new Lines(text);
  const place = (at: number): Place => {
    const line = lines.lineOf(at);
    return { line: line + 1, column: at - lines.start(line) + 1 };
  };
  return wanted.map(({ number, format, bytes, direction, start, end }) => ({
    number,
    format,
    length: bytes.length,
    ...(direction && { direction }),
    start: place(start),
    end: place(end),
    holds: words.get(start) ?? "not decoded",
  }));
}

function listAsJson(wanted: readonly Numbered[], text: string): string {
  return `${JSON.stringify(rowsOf(wanted, text), undefined, 2)}\n`;
}

function list(wanted: readonly Numbered[], text: string): string {
  const cells = rowsOf(wanted, text).map((row) => [
    String(row.number),
    row.format,
    plural(row.length, "byte"),
    row.direction ?? "",
    `${String(row.start.line)}:${String(row.start.column)} to ${String(row.end.line)}:${String(row.end.column)}`,
    row.holds,
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padStart(widths[0] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .filter((cell) => cell !== "")
      .join("  ")
      .trimEnd();
  return `${cells.map((row) => oneLine(line(row))).join("\n")}\n`;
}
