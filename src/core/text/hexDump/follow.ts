import type { Lines } from "../lines";
import type { Dump } from "./dump";

const FOLLOW = /^Follow: ?(?<protocol>[a-z0-9]+), ?hex\b/im;

/**
 * Wireshark's and tshark's `follow` in hexadecimal: one side's rows stand at the margin, the other's are indented by a
 * tab or four blanks, and each side's offsets go on from its last dump. Whoever spoke first is said to have sent.
 */
export function directFollowed(dumps: readonly Dump[], lines: Lines): Dump[] {
  const header = FOLLOW.exec(lines.text);
  const layer = header?.groups?.["protocol"] === "tls" ? "plaintext" : undefined;
  const indents = dumps.map(({ range, direction }) => {
    const start = lines.start(lines.lineOf(range.start));
    const indent = lines.text.slice(start, range.start);
    return direction === undefined && /^(?:|\t| {4})$/.test(indent) ? indent.length : -1;
  });
  const isFollow = (dump: Dump, index: number): boolean =>
    (indents[index] ?? -1) >= 0 &&
    (dump.format === "Wireshark follow hex" || dump.format === "hex dump" || dump.format === "Wireshark") &&
    dump.range.start >= (header?.index ?? 0);
  const sides = new Set(dumps.flatMap((dump, i) => (isFollow(dump, i) ? [Math.sign(indents[i] ?? 0)] : [])));
  if (!header && sides.size < 2) return [...dumps];
  return dumps.map((dump, index) =>
    isFollow(dump, index)
      ? {
          ...dump,
          format: "Wireshark follow hex",
          direction: (indents[index] ?? 0) > 0 ? "received" : "sent",
          ...(layer === undefined ? {} : { layer }),
        }
      : dump,
  );
}
