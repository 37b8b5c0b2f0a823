import { TAG } from "../../asn1/tags";
import {
  explicit,
  generalizedTime,
  ia5String,
  integer,
  listOf,
  octetString,
  oid,
  optional,
  part,
  primitive,
  sequence,
} from "../../asn1/types";
import { oidName } from "../../asn1/oid";
import { AlgorithmIdentifier } from "../algorithm";
import { listText } from "../labels";
import { NameType } from "../name";
import { AccessDescriptions } from "./access";
import { extension } from "./extension";
import { readOids } from "./usage";

const Null = primitive("NULL", [TAG.null], { display: () => "present" });

const CrlId = sequence({
  crlUrl: optional("CRL URL", explicit(0, ia5String)),
  crlNum: optional("CRL Number", explicit(1, integer)),
  crlTime: optional("CRL Time", explicit(2, generalizedTime)),
});

const ServiceLocator = sequence({
  issuer: part("Issuer", NameType),
  locator: optional("Locator", AccessDescriptions),
});

const PreferredSignatureAlgorithm = sequence({
  sigIdentifier: part("Signature Algorithm", AlgorithmIdentifier),
  certIdentifier: optional("Certificate Algorithm", AlgorithmIdentifier),
});

/** Extensions of OCSP requests and responses, and of responders' certificates (RFC 6960 §4.4, RFC 9654). */
export const ocspExtensions = [
  extension("1.3.6.1.5.5.7.48.1.2", "ocspNonce", "OCSP Nonce", octetString),
  extension("1.3.6.1.5.5.7.48.1.3", "ocspCRL", "OCSP CRL References", CrlId),
  extension(
    "1.3.6.1.5.5.7.48.1.4",
    "ocspResponse",
    "OCSP Acceptable Responses",
    listOf(
      { name: "responseType", label: "Response Type", type: oid },
      { display: (element) => listText(readOids(element).map((dotted) => oidName(dotted) ?? dotted)) },
    ),
  ),
  extension("1.3.6.1.5.5.7.48.1.5", "ocspNoCheck", "OCSP No Check", Null),
  extension("1.3.6.1.5.5.7.48.1.6", "ocspArchiveCutoff", "OCSP Archive Cutoff", generalizedTime),
  extension("1.3.6.1.5.5.7.48.1.7", "ocspServiceLocator", "OCSP Service Locator", ServiceLocator),
  extension(
    "1.3.6.1.5.5.7.48.1.8",
    "ocspPrefSigAlgs",
    "OCSP Preferred Signature Algorithms",
    listOf({ name: "preferredSignatureAlgorithm", label: "Algorithm", type: PreferredSignatureAlgorithm }),
  ),
  extension("1.3.6.1.5.5.7.48.1.9", "ocspExtendedRevoke", "OCSP Extended Revoked Definition", Null),
];
