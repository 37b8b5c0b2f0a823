import type { Element } from "../asn1/element";
import { any } from "../asn1/generic";
import { decodeOid, oidName } from "../asn1/oid";
import { contentOf, displayPrimitive } from "../asn1/primitive";
import { latin1, visible } from "../asn1/strings";
import { TAG } from "../asn1/tags";
import { makeType, type Type } from "../asn1/type";
import {
  anyString,
  explicit,
  ia5String,
  integer,
  listOf,
  octetString,
  oid,
  optional,
  part,
  primitive,
  sequence,
  unwrap,
  utf8String,
} from "../asn1/types";
import { toHex } from "../bytes/hex";

const generalString = primitive("a GeneralString", [TAG.generalString]);

/** KRB5PrincipalName (RFC 4556 §3.2.2): "service/host@REALM". */
const KerberosName = sequence(
  {
    realm: part("Realm", explicit(0, generalString)),
    principalName: part(
      "Principal Name",
      explicit(
        1,
        sequence({
          "name-type": part("Name Type", explicit(0, integer)),
          "name-string": part(
            "Name",
            explicit(1, listOf({ name: "component", label: "Component", type: generalString })),
          ),
        }),
      ),
    ),
  },
  {
    display: (element): string => {
      const { realm, principalName } = KerberosName.parts(element);
      const inner = principalName && unwrap(principalName);
      const names = inner?.children[1] && unwrap(inner.children[1]);
      const text = (names?.children ?? []).slice(0, 8).map((name) => generalString.display?.(name) ?? "");
      const own = realm && unwrap(realm);
      return `${text.join("/")}@${own ? (generalString.display?.(own) ?? "") : ""}`;
    },
  },
);

/** PermanentIdentifier (RFC 4043 §3). */
const PermanentIdentifier = sequence(
  { identifierValue: optional("Identifier", utf8String), assigner: optional("Assigner", oid) },
  {
    display: (element): string => {
      const { identifierValue, assigner } = PermanentIdentifier.parts(element);
      const value = identifierValue ? (utf8String.display?.(identifierValue) ?? "") : "";
      return assigner ? `${value} by ${oid.display?.(assigner) ?? ""}` : value;
    },
  },
);

/** HardwareModuleName (RFC 4108 §5). */
const HardwareModuleName = sequence(
  { hwType: part("Hardware Type", oid), hwSerialNum: part("Serial Number", octetString) },
  {
    display: (element): string => {
      const { hwType, hwSerialNum } = HardwareModuleName.parts(element);
      return [hwType && oid.display?.(hwType), hwSerialNum && octetString.display?.(hwSerialNum)].join(" ");
    },
  },
);

/** A security identifier of Windows, which stands as ASCII in an OCTET STRING (MS-WCCE §2.2.2.7.7.4). */
const SecurityId = makeType({
  ...octetString,
  value: ({ content }) => latin1(content.subarray(0, 200)),
  display: ({ content }) => visible(latin1(content.subarray(0, 200))),
});

/** A GUID in Microsoft's order of bytes: its first three numbers stand with the lowest byte first. */
const Guid = makeType({
  ...octetString,
  display: ({ content }) => {
    if (content.length !== 16) return toHex(content, " ");
    const hex = (...at: number[]): string => toHex(Uint8Array.from(at, (i) => content[i] ?? 0));
    return `${hex(3, 2, 1, 0)}-${hex(5, 4)}-${hex(7, 6)}-${hex(8, 9)}-${hex(10, 11, 12, 13, 14, 15)}`;
  },
});

/** What an otherName's value is, by the name of its type. */
const VALUES: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["userPrincipalName", utf8String],
  ["smtpUTF8Mailbox", utf8String],
  ["xmppAddr", utf8String],
  ["naiRealm", utf8String],
  ["dnsSRV", ia5String],
  ["acpNodeName", ia5String],
  ["bundleEID", ia5String],
  ["kerberosPrincipalName", KerberosName],
  ["permanentIdentifier", PermanentIdentifier],
  ["hardwareModuleName", HardwareModuleName],
  ["ntdsObjectSID", SecurityId],
  ["ntdsReplication", Guid],
]);
const WRAPPED: ReadonlyMap<string, Type> = new Map(
  [...VALUES].map(([name, type]) => [name, explicit(0, type)]),
);

const Text = explicit(0, anyString);

/** OtherName (RFC 5280 §4.2.1.6). */
export const OtherName = sequence(
  { "type-id": part("Type", oid), value: part("Value", explicit(0, any)) },
  {
    display: (element) => otherNameText(element),
    refine: (name, { "type-id": type, value }) => {
      if (name !== "value" || !type || !value) return undefined;
      const inner = unwrap(value);
      const known = oidName(decodeOid(type.content) ?? "") ?? "";
      if (!inner) return undefined;
      if (VALUES.get(known)?.accepts(inner)) return WRAPPED.get(known);
      return anyString.accepts(inner) ? Text : undefined;
    },
  },
);

/** "userPrincipalName:user@example.com"; the type's number where it has no name. */
export function otherNameText(element: Element): string {
  const { "type-id": type, value } = OtherName.parts(element);
  const dotted = (type && decodeOid(type.content)) ?? "";
  const name = oidName(dotted) ?? dotted;
  const inner = value && unwrap(value);
  if (!inner) return `${name}:`;
  const known = VALUES.get(name);
  if (known?.accepts(inner)) return `${name}:${known.display?.(inner) ?? ""}`;
  return `${name}:${inner.constructed ? "…" : displayPrimitive(inner, contentOf(inner))}`;
}
