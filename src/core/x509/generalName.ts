import type { Element } from "../asn1/element";
import { any } from "../asn1/generic";
import { decodeOid } from "../asn1/oid";
import { latin1, visible } from "../asn1/strings";
import { shortHex } from "../asn1/trace";
import { choice, explicit, ia5String, implicit, listOf, octetString, oid, unwrap } from "../asn1/types";
import { makeType } from "../asn1/type";
import { toHex } from "../bytes/hex";
import { toULabels } from "../words/punycode";
import { ipRangeText, ipText } from "../bytes/ipAddress";
import { listText } from "./labels";
import { OtherName, otherNameText } from "./otherName";
import { NameType, readName, type Name } from "./name";

export type GeneralNameKind =
  | "otherName"
  | "rfc822Name"
  | "dNSName"
  | "x400Address"
  | "directoryName"
  | "ediPartyName"
  | "uniformResourceIdentifier"
  | "iPAddress"
  | "registeredID";

/** One of the nine kinds of name (RFC 5280 §4.2.1.6). */
export interface GeneralName {
  readonly kind: GeneralNameKind;
  /** The name as text: "localhost", "127.0.0.1", "CN=…", a dotted OID; hex where there is no text. */
  readonly value: string;
  /** The content of the element. */
  readonly bytes: Uint8Array;
  /** Of a directoryName. */
  readonly name?: Name;
}

const Ip = makeType({
  ...octetString,
  value: ({ content }) => ipText(content) ?? ipRangeText(content) ?? toHex(content),
  display: ({ content }) => ipText(content) ?? ipRangeText(content) ?? `not an address: ${shortHex(content)}`,
});

/** A host, a mailbox or a URI, with its international labels also as people read them. */
const InternetName = makeType({
  ...ia5String,
  display: (element) => bothForms(ia5String.display?.(element) ?? ""),
});

/** "xn--bcher-kva.example (bücher.example)"; the text itself where it has no A-label. */
function bothForms(text: string): string {
  const host = /xn--/i.test(text)
    ? /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^@/]*@)?([^/:?#]+)/i.exec(text)?.[1]
    : undefined;
  const readable = host === undefined ? undefined : toULabels(host);
  return readable === undefined ? text : `${text} (${visible(readable)})`;
}

const alternatives = {
  otherName: { label: "Other Name", type: implicit(0, OtherName, true) },
  rfc822Name: { label: "E-mail Address", type: implicit(1, InternetName, false) },
  dNSName: { label: "DNS Name", type: implicit(2, InternetName, false) },
  x400Address: { label: "X.400 Address", type: implicit(3, any, true) },
  directoryName: { label: "Directory Name", type: explicit(4, NameType) },
  ediPartyName: { label: "EDI Party Name", type: implicit(5, any, true) },
  uniformResourceIdentifier: { label: "URI", type: implicit(6, InternetName, false) },
  iPAddress: { label: "IP Address", type: implicit(7, Ip, false) },
  registeredID: { label: "Registered ID", type: implicit(8, oid, false) },
} as const;

/** GeneralName (RFC 5280 §4.2.1.6). */
export const GeneralNameType = choice("a general name", alternatives);

const PREFIX: Readonly<Record<GeneralNameKind, string>> = {
  otherName: "other",
  rfc822Name: "email",
  dNSName: "DNS",
  x400Address: "X.400",
  directoryName: "directory",
  ediPartyName: "EDI",
  uniformResourceIdentifier: "URI",
  iPAddress: "IP",
  registeredID: "ID",
};

/** "DNS:localhost", "IP:127.0.0.1". */
export function generalNameText(name: GeneralName): string {
  const text = visible(name.value);
  const isInternet =
    name.kind === "dNSName" || name.kind === "rfc822Name" || name.kind === "uniformResourceIdentifier";
  return `${PREFIX[name.kind]}:${isInternet ? bothForms(text) : text}`;
}

/** Reads a GeneralName; undefined for an element that is none. */
export function readGeneralName(element: Element): GeneralName | undefined {
  const kind = GeneralNameType.pick(element);
  if (kind === undefined) return undefined;
  const { content: bytes } = element;
  switch (kind) {
    case "rfc822Name":
    case "dNSName":
    case "uniformResourceIdentifier":
      return { kind, bytes, value: latin1(bytes) };
    case "iPAddress":
      return { kind, bytes, value: ipText(bytes) ?? ipRangeText(bytes) ?? toHex(bytes) };
    case "registeredID":
      return { kind, bytes, value: decodeOid(bytes) ?? toHex(bytes) };
    case "directoryName": {
      const inner = unwrap(element);
      if (!inner || !NameType.accepts(inner)) return { kind, bytes, value: toHex(bytes) };
      const name = readName(inner);
      return { kind, bytes, name, value: name.text };
    }
    case "otherName":
      return { kind, bytes, value: otherNameText(element) };
    case "x400Address":
    case "ediPartyName":
      return { kind, bytes, value: toHex(bytes) };
  }
}

/** Reads GeneralNames; entries that are none are left out. */
export function readGeneralNames(element: Element): GeneralName[] {
  return element.children.flatMap((child) => readGeneralName(child) ?? []);
}

/** The first dozen of GeneralNames as text; the rest is counted and not read. */
export function generalNamesText(element: Element): string {
  const shown = element.children.slice(0, 12).flatMap((child) => readGeneralName(child) ?? []);
  const more = element.children.length - Math.min(12, element.children.length);
  return listText(shown.map(generalNameText)) + (more > 0 ? ` and ${String(more)} more` : "");
}

/** GeneralNames (RFC 5280 §4.2.1.6): each name's row says its kind. */
export const GeneralNames = listOf({ label: "A name", type: GeneralNameType }, { display: generalNamesText });
