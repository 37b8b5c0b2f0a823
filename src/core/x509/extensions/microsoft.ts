import { decodeSmallInteger } from "../../asn1/integer";
import { TAG } from "../../asn1/tags";
import { decodeOid, displayOid } from "../../asn1/oid";
import {
  anyString,
  integer,
  listOf,
  octetString,
  oid,
  optional,
  part,
  primitive,
  sequence,
  time,
} from "../../asn1/types";
import { GeneralNames } from "../generalName";
import { DistributionPoints } from "./distributionPoints";
import { extension } from "./extension";
import { CertificatePolicies, PolicyConstraints, PolicyMapping } from "./policies";

/** MS-WCCE §2.2.2.7.7.2: the template that an enterprise authority issued by. */
const CertificateTemplate = sequence(
  {
    templateID: part("Template", oid),
    templateMajorVersion: optional("Major Version", integer),
    templateMinorVersion: optional("Minor Version", integer),
  },
  {
    display: (element): string => {
      const { templateID, templateMajorVersion, templateMinorVersion } = CertificateTemplate.parts(element);
      const dotted = templateID && decodeOid(templateID.content);
      const version = [templateMajorVersion, templateMinorVersion]
        .flatMap((number) => (number ? (integer.display?.(number) ?? []) : []))
        .join(".");
      return `${dotted === undefined ? "" : displayOid(dotted)}${version === "" ? "" : `, version ${version}`}`;
    },
  },
);

/** MS-WCCE §2.2.2.7.1.1: the lower 16 bits count renewals of the authority's certificate, the upper those of its key. */
const CaVersion = primitive("an INTEGER", [TAG.integer], {
  display: ({ content }) => {
    const number = decodeSmallInteger(content);
    if (number === undefined || number < 0) return "not a version";
    return `V${String(number % 65_536)}.${String(Math.floor(number / 65_536))}`;
  },
});

/** Extensions of Microsoft's certificate services (MS-WCCE §2.2.2.7). */
export const microsoftExtensions = [
  extension("1.3.6.1.4.1.311.20.2", "enrollCertType", "Microsoft Certificate Type", anyString),
  extension("1.3.6.1.4.1.311.21.1", "cAVersion", "Microsoft CA Version", CaVersion),
  extension(
    "1.3.6.1.4.1.311.21.2",
    "certSrvPreviousCertHash",
    "Microsoft Previous CA Certificate Hash",
    octetString,
  ),
  extension("1.3.6.1.4.1.311.21.3", "crlVirtualBase", "Microsoft CRL Virtual Base", integer),
  extension("1.3.6.1.4.1.311.21.4", "crlNextPublish", "Microsoft CRL Next Publish", time),
  extension(
    "1.3.6.1.4.1.311.21.7",
    "certificateTemplate",
    "Microsoft Certificate Template",
    CertificateTemplate,
  ),
  extension("1.3.6.1.4.1.311.21.10", "applicationCertPolicies", "Application Policies", CertificatePolicies),
  extension(
    "1.3.6.1.4.1.311.21.11",
    "applicationPolicyMappings",
    "Application Policy Mappings",
    listOf({ name: "mapping", label: "Mapping", type: PolicyMapping }),
  ),
  extension(
    "1.3.6.1.4.1.311.21.12",
    "applicationPolicyConstraints",
    "Application Policy Constraints",
    PolicyConstraints,
  ),
  extension("1.3.6.1.4.1.311.21.14", "crlSelfCDP", "Microsoft CRL Location", DistributionPoints),
  extension("1.3.6.1.4.1.311.25.2", "ntdsCASecurityExt", "Microsoft Security Identifier", GeneralNames),
];
