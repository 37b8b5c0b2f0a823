import type { SourceGraph } from "../core/bytes/source";
import type { SourceId, Span } from "../core/bytes/span";
import { BYTE_FORMATS } from "../core/convert/byteFormats";
import type { Inspection } from "../core/inspection";
import { titleOf } from "../core/tls/handshake";
import { plural } from "../core/words/visible";
import type { CopyChoices, CopyScope } from "../protocol";

/** More bytes than this are not put on the clipboard. */
const MOST_COPIED = 1 << 20;

/** What can be copied of a row and of what it stands in; nothing of a private key. */
export function copyChoices(inspection: Inspection, row: number): CopyChoices {
  const scopes = scopesOf(inspection, row);
  return {
    scopes: scopes.map(({ scope, label, span }) => ({ scope, label, length: span.end - span.start })),
    formats: BYTE_FORMATS.filter(({ copied }) => copied).map(({ id, label }) => ({ id, label })),
  };
}

/**
 * The text to put on the clipboard, and a sentence that says what it is. Throws an Error for the user when there are too
 * many bytes, or none that may be copied.
 */
export function copyText(
  inspection: Inspection,
  row: number,
  scope: CopyScope,
  format: string,
): { readonly text: string; readonly sentence: string } {
  const chosen = scopesOf(inspection, row).find((one) => one.scope === scope);
  const printer = BYTE_FORMATS.find(({ id, copied }) => copied && id === format);
  if (!chosen || !printer) throw new Error("There are no bytes here that can be copied");
  const bytes = inspection.sources.bytes(chosen.span);
  const length = plural(bytes.length, "byte");
  if (bytes.length > MOST_COPIED)
    throw new Error(`These are ${length}: more than 1 MB is not put on the clipboard`);
  return { text: printer.print(bytes).text, sentence: `Copied ${length} as ${printer.label}` };
}

interface Scope {
  readonly scope: CopyScope;
  readonly label: string;
  readonly span: Span;
}

/** The field, its message and its dump, without those that are the same bytes as what is named before them. */
function scopesOf(inspection: Inspection, row: number): Scope[] {
  const { fields, messages, sources } = inspection;
  if (row < 0 || row >= fields.length) return [];
  const span = fields.span(row);
  const scopes: Scope[] = [{ scope: "field", label: fields.field(row).label, span }];
  const message = messages.find(({ field }) => field <= row && row < field + fields.size(field));
  if (message)
    scopes.push({
      scope: "message",
      label: message.name === "encrypted" ? "Encrypted" : titleOf(message.name),
      span: message.span,
    });
  const root = rootOf(sources, span.source);
  const { label, bytes } = sources.byteSource(root);
  scopes.push({ scope: "dump", label, span: { source: root, start: 0, end: bytes.length } });
  return scopes.filter(
    (one, index) =>
      one.span.end > one.span.start &&
      !sources.byteSource(one.span.source).secret &&
      scopes.findIndex((other) => isSame(other.span, one.span)) === index,
  );
}

/** The source that stands at the beginning of a source's way: the first of them, where it was made of several. */
function rootOf(sources: SourceGraph, source: SourceId): SourceId {
  const parent = sources.byteSource(source).segments[0]?.parent;
  return parent === undefined ? source : rootOf(sources, parent);
}

function isSame(a: Span, b: Span): boolean {
  return a.source === b.source && a.start === b.start && a.end === b.end;
}
