import {
  bitString,
  implicit,
  listOf,
  optional,
  part,
  primitive,
  sequence,
  utf8String,
} from "../../asn1/types";
import { TAG } from "../../asn1/tags";
import { AlgorithmIdentifier } from "../algorithm";
import { extension } from "./extension";

const printableString = primitive("a PrintableString", [TAG.printableString]);

/** CABFOrganizationIdentifier (CA/Browser Forum, EV Guidelines §9.8.2): a registration as "NTRGB-12345678". */
const OrganizationIdentifier = sequence(
  {
    registrationSchemeIdentifier: part("Registration Scheme", printableString),
    registrationCountry: part("Country", printableString),
    registrationStateOrProvince: optional("State or Province", implicit(0, printableString, false)),
    registrationReference: part("Registration Reference", utf8String),
  },
  {
    display: (element): string => {
      const parts = OrganizationIdentifier.parts(element);
      const scheme =
        parts.registrationSchemeIdentifier && printableString.display?.(parts.registrationSchemeIdentifier);
      const country = parts.registrationCountry && printableString.display?.(parts.registrationCountry);
      const state =
        parts.registrationStateOrProvince &&
        `+${printableString.display?.(parts.registrationStateOrProvince) ?? ""}`;
      const reference = parts.registrationReference && utf8String.display?.(parts.registrationReference);
      return `${scheme ?? ""}${country ?? ""}${state ?? ""}-${reference ?? ""}`;
    },
  },
);

/** TorServiceDescriptorSyntax (CA/Browser Forum ballot 201): which hidden service's key is meant. */
const TorServiceDescriptor = sequence(
  {
    onionURI: part("Onion URI", utf8String),
    algorithm: part("Algorithm", AlgorithmIdentifier),
    subjectPublicKeyHash: part("Public Key Hash", bitString),
  },
  {
    display: (element): string => {
      const { onionURI } = TorServiceDescriptor.parts(element);
      return onionURI ? (utf8String.display?.(onionURI) ?? "") : "";
    },
  },
);

/** Extensions of the CA/Browser Forum. */
export const cabfExtensions = [
  extension(
    "2.23.140.3.1",
    "cabfOrganizationIdentifier",
    "CA/Browser Forum Organisation Identifier",
    OrganizationIdentifier,
  ),
  extension(
    "2.23.140.1.31",
    "caBrowserForumTorServiceDescriptor",
    "Tor Service Descriptor",
    listOf({ name: "torServiceDescriptor", label: "Tor Service", type: TorServiceDescriptor }),
  ),
];
