import type { Element } from "../../asn1/element";
import { decodeBitString } from "../../asn1/bitString";
import { any } from "../../asn1/generic";
import { TAG } from "../../asn1/tags";
import type { Type } from "../../asn1/type";
import {
  choice,
  explicit,
  integer,
  listOf,
  optional,
  part,
  primitive,
  sequence,
  unwrap,
} from "../../asn1/types";
import { ipText } from "../../bytes/ipAddress";
import { listText } from "../labels";
import { extension } from "./extension";

// Addresses and autonomous systems that their holder may announce (RFC 3779): the RPKI's certificates.

const Inherit = primitive("NULL", [TAG.null], { display: () => "the issuer's" });

/** The bits of an address, with zeros (or, at a range's end, ones) behind them. */
function addressText(
  element: Element,
  size: number,
  fill: 0 | 255,
): { text: string; bits: number } | undefined {
  const bits = decodeBitString(element.content);
  if (!bits || bits.bytes.length > size) return undefined;
  const address = new Uint8Array(size).fill(fill);
  address.set(bits.bytes);
  const last = bits.bytes.length - 1;
  if (last >= 0 && fill === 255) address[last] = (address[last] ?? 0) | ((1 << bits.unused) - 1);
  const text = ipText(address);
  return text === undefined ? undefined : { text, bits: bits.bytes.length * 8 - bits.unused };
}

/** addressesOrRanges for addresses of `size` bytes. */
function addresses(size: 4 | 16): Type {
  const end = (fill: 0 | 255): Type =>
    primitive("a BIT STRING", [TAG.bitString], {
      display: (element) => addressText(element, size, fill)?.text ?? "not an address",
    });
  const prefix = primitive("a BIT STRING", [TAG.bitString], {
    display: (element) => {
      const read = addressText(element, size, 0);
      return read ? `${read.text}/${String(read.bits)}` : "not an address";
    },
  });
  const range = sequence(
    { min: part("First", end(0)), max: part("Last", end(255)) },
    {
      display: (element): string => {
        const { min, max } = range.parts(element);
        const first = min && addressText(min, size, 0);
        const last = max && addressText(max, size, 255);
        return `${first?.text ?? "?"} to ${last?.text ?? "?"}`;
      },
    },
  );
  const item = choice("addresses", {
    addressPrefix: { label: "Prefix", type: prefix },
    addressRange: { label: "Range", type: range },
  });
  return choice("addresses", {
    inherit: { label: "Inherited", type: Inherit },
    addressesOrRanges: {
      label: "Addresses",
      type: listOf(
        { label: "Addresses", type: item },
        {
          display: (element) =>
            listText(element.children.slice(0, 13).map((child) => item.display?.(child) ?? "")),
        },
      ),
    },
  });
}

const Ipv4 = addresses(4);
const Ipv6 = addresses(16);

/** Two bytes of IANA's address family numbers, perhaps one of the kind of traffic (RFC 3779 §2.2.3.3). */
const AddressFamily = primitive("an OCTET STRING", [TAG.octetString], {
  display: ({ content }) => {
    const family = (content[0] ?? 0) * 256 + (content[1] ?? 0);
    return `${family === 1 ? "IPv4" : family === 2 ? "IPv6" : "address family"} (${String(family)})`;
  },
});

const familyType = (family: Element | undefined): Type | undefined =>
  family && { 1: Ipv4, 2: Ipv6 }[(family.content[0] ?? 0) * 256 + (family.content[1] ?? 0)];

const IpAddressFamily = sequence(
  { addressFamily: part("Address Family", AddressFamily), ipAddressChoice: part("Addresses", any) },
  {
    display: (element) => {
      const [family, addresses] = element.children;
      const type = familyType(family);
      return family && addresses && type?.accepts(addresses)
        ? `${AddressFamily.display?.(family) ?? ""}: ${type.display?.(addresses) ?? ""}`
        : "";
    },
    refine: (name, { addressFamily, ipAddressChoice }) => {
      const type = name === "ipAddressChoice" ? familyType(addressFamily) : undefined;
      return ipAddressChoice && type?.accepts(ipAddressChoice) ? type : undefined;
    },
  },
);

const IpAddrBlocks = listOf(
  { name: "iPAddressFamily", label: "Address Family", type: IpAddressFamily },
  {
    display: (element) =>
      listText(element.children.slice(0, 13).map((child) => IpAddressFamily.display?.(child) ?? "")),
  },
);

const AsRange = sequence(
  { min: part("First", integer), max: part("Last", integer) },
  {
    display: (element): string => {
      const { min, max } = AsRange.parts(element);
      const number = (each: Element | undefined): string => (each ? (integer.display?.(each) ?? "") : "?");
      return `${number(min)} to ${number(max)}`;
    },
  },
);
const AsIdOrRange = choice("a number", {
  id: { label: "Number", type: integer },
  range: { label: "Range", type: AsRange },
});
const AsIdentifierChoice = choice("numbers", {
  inherit: { label: "Inherited", type: Inherit },
  asIdsOrRanges: {
    label: "Numbers",
    type: listOf(
      { label: "A number", type: AsIdOrRange },
      {
        display: (element) =>
          listText(element.children.slice(0, 13).map((child) => AsIdOrRange.display?.(child) ?? "")),
      },
    ),
  },
});

const AsIdentifiers = sequence(
  {
    asnum: optional("Autonomous Systems", explicit(0, AsIdentifierChoice)),
    rdi: optional("Routing Domains", explicit(1, AsIdentifierChoice)),
  },
  {
    display: (element): string => {
      const { asnum } = AsIdentifiers.parts(element);
      const inner = asnum && unwrap(asnum);
      return inner ? `AS ${AsIdentifierChoice.display?.(inner) ?? ""}` : "";
    },
  },
);

/** RFC 3779; the second version of each is the same with other rules of validation (RFC 8360). */
export const resourceExtensions = [
  extension("1.3.6.1.5.5.7.1.7", "ipAddrBlocks", "IP Address Blocks", IpAddrBlocks),
  extension("1.3.6.1.5.5.7.1.8", "autonomousSysIds", "Autonomous System Identifiers", AsIdentifiers),
  extension("1.3.6.1.5.5.7.1.28", "ipAddrBlocksV2", "IP Address Blocks, Version 2", IpAddrBlocks),
  extension(
    "1.3.6.1.5.5.7.1.29",
    "autonomousSysIdsV2",
    "Autonomous System Identifiers, Version 2",
    AsIdentifiers,
  ),
];
