import type { Node } from "./build";

const TAGS: Readonly<Record<number, string>> = {
  0x01: "BOOLEAN",
  0x02: "INTEGER",
  0x03: "BIT STRING",
  0x04: "OCTET STRING",
  0x05: "NULL",
  0x06: "OBJECT IDENTIFIER",
  0x0c: "UTF8String",
  0x13: "PrintableString",
  0x17: "UTCTime",
  0x30: "SEQUENCE",
  0x31: "SET",
};

/** Rows of a DER value, enough to look like a certificate's tree: tag and length are minor rows. */
export function derNodes(hex: string, key = "tbsCertificate"): Node[] {
  const nodes: Node[] = [];
  for (let at = 0; at < hex.length;) {
    const byte = (i: number): number => Number.parseInt(hex.slice(at + i * 2, at + i * 2 + 2), 16);
    const tag = byte(0);
    const first = byte(1);
    const lengthBytes = first < 0x80 ? 1 : 1 + (first & 0x7f);
    let length = first;
    if (first >= 0x80) {
      length = 0;
      for (let i = 0; i < lengthBytes - 1; i++) length = length * 256 + byte(2 + i);
    }
    const from = at + (1 + lengthBytes) * 2;
    const content = hex.slice(from, from + length * 2);
    const name = TAGS[tag] ?? `[${String(tag & 0x1f)}]`;
    const head: Node[] = [
      {
        key: `${key}.tag`,
        label: "Tag",
        display: `${name} (0x${tag.toString(16)})`,
        hex: hex.slice(at, at + 2),
        minor: true,
      },
      {
        key: `${key}.length`,
        label: "Length",
        display: String(length),
        hex: hex.slice(at + 2, from),
        minor: true,
      },
    ];
    const constructed = (tag & 0x20) !== 0;
    const value: Node[] = constructed
      ? derNodes(content, `${key}.${name}`)
      : [{ key: `${key}.value`, label: "Value", display: text(tag, content), hex: content }];
    nodes.push({
      key,
      label: name,
      display: constructed ? "" : text(tag, content),
      children: [...head, ...value],
    });
    at = from + length * 2;
  }
  return nodes;
}

function text(tag: number, hex: string): string {
  const isText = tag === 0x0c || tag === 0x13 || tag === 0x17;
  return isText ? hex.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16))) : hex;
}
