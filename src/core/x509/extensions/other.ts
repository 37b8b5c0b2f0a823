import { any } from "../../asn1/generic";
import { TAG } from "../../asn1/tags";
import {
  bitString,
  choice,
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
import { extension } from "./extension";

const Null = primitive("NULL", [TAG.null], { display: () => "present" });

/** ProxyCertInfo (RFC 3820 §3.8): a certificate that a user's certificate issued to act for the user. */
const ProxyPolicy = sequence(
  { policyLanguage: part("Policy Language", oid), policy: optional("Policy", octetString) },
  {
    display: (element): string => {
      const { policyLanguage } = ProxyPolicy.parts(element);
      return policyLanguage ? (oid.display?.(policyLanguage) ?? "") : "";
    },
  },
);
const ProxyCertInfo = sequence(
  { pCPathLenConstraint: optional("Path Length", integer), proxyPolicy: part("Proxy Policy", ProxyPolicy) },
  {
    display: (element): string => {
      const { pCPathLenConstraint, proxyPolicy } = ProxyCertInfo.parts(element);
      const length = pCPathLenConstraint && integer.display?.(pCPathLenConstraint);
      const policy = proxyPolicy ? (ProxyPolicy.display?.(proxyPolicy) ?? "") : "";
      return length === undefined ? policy : `${policy}, path length ${length}`;
    },
  },
);

/** TNAuthorizationList (RFC 8226 §9): telephone numbers that the holder may call from. */
const TnEntry = choice("telephone numbers", {
  spc: { label: "Service Provider Code", type: explicit(0, ia5String) },
  range: {
    label: "Range",
    type: explicit(1, sequence({ start: part("First", ia5String), count: part("Count", integer) })),
  },
  one: { label: "Telephone Number", type: explicit(2, ia5String) },
});

/** Entrust's own, of the 1990s; no document of it is public but what Microsoft and others read of it. */
const EntrustVersion = sequence({
  entrustVers: part("Version", primitive("a GeneralString", [TAG.generalString])),
  entrustVersInfoFlags: optional("Flags", bitString),
});

/** Extensions that have an RFC of their own, one row each. */
export const otherExtensions = [
  extension("1.3.6.1.4.1.11129.2.4.3", "precertificatePoison", "Precertificate Poison", Null),
  extension("1.3.6.1.4.1.44363.44", "delegationUsage", "Delegation Usage", Null),
  extension("1.3.6.1.5.5.7.1.12", "logotype", "Logotype", any),
  extension("1.3.6.1.5.5.7.1.14", "proxyCertInfo", "Proxy Certificate Information", ProxyCertInfo),
  extension(
    "1.3.6.1.5.5.7.1.26",
    "tnAuthList",
    "Telephone Number Authorisation List",
    listOf({ label: "An entry", type: TnEntry }),
  ),
  extension("1.3.6.1.5.5.7.1.31", "acmeIdentifier", "ACME Identifier", octetString),
  extension("2.5.29.56", "noRevAvail", "No Revocation Available", Null),
  extension("2.5.29.60", "expiredCertsOnCRL", "Expired Certificates on CRL", generalizedTime),
  extension("1.2.840.113533.7.65.0", "entrustVersInfo", "Entrust Version Information", EntrustVersion),
];
