import {
  nameKey,
  sameName,
  type Certificate,
  type CertificateList,
  type DistributionPoint,
  type DistributionPointName,
  type GeneralName,
  type Name,
} from "../../../x509";

/** What a certificate without distribution points is said to have (RFC 5280 §6.3.3): its issuer's name. */
export function implicitPoint({ issuer }: Certificate): DistributionPoint {
  return {
    distributionPoint: {
      fullName: [{ kind: "directoryName", value: issuer.text, bytes: issuer.der, name: issuer }],
      nameRelativeToCRLIssuer: undefined,
    },
    reasons: undefined,
    cRLIssuer: undefined,
  };
}

/** Whether a list bears the name that a distribution point wants its issuer to have (RFC 5280 §6.3.3 (b)(1)). */
export function isByIssuer(
  certificate: Certificate,
  point: DistributionPoint,
  list: CertificateList,
): boolean {
  return point.cRLIssuer
    ? point.cRLIssuer.some(({ name }) => name !== undefined && sameName(name, list.issuer))
    : sameName(list.issuer, certificate.issuer);
}

/** Why a list of the right issuer does not speak of this certificate (RFC 5280 §6.3.3 (b)); undefined when it does. */
export function outOfScope(
  certificate: Certificate,
  point: DistributionPoint,
  list: CertificateList,
): string | undefined {
  const scope = list.issuingDistributionPoint;
  if (point.cRLIssuer && !scope?.indirectCRL) {
    return "speaks of its own issuer's certificates alone: it is no indirect list";
  }
  if (!scope) return undefined;
  const isCa = certificate.basicConstraints?.isCa === true;
  if (scope.onlyContainsAttributeCerts) return "speaks of attribute certificates alone";
  if (scope.onlyContainsUserCerts && isCa) return "speaks of users' certificates alone, and this is a CA's";
  if (scope.onlyContainsCACerts && !isCa) return "speaks of CAs' certificates alone, and this is a user's";
  if (!scope.distributionPoint) return undefined;
  const names = pointNames(scope.distributionPoint, list.issuer);
  const wanted = point.distributionPoint
    ? pointNames(
        point.distributionPoint,
        point.cRLIssuer?.find(({ name }) => name)?.name ?? certificate.issuer,
      )
    : (point.cRLIssuer ?? []).map(generalNameKey);
  return wanted.some((name) => names.includes(name)) ? undefined : "is that of another distribution point";
}

function pointNames(point: DistributionPointName, issuer: Name): string[] {
  const { fullName, nameRelativeToCRLIssuer: relative } = point;
  if (!relative) return fullName.map(generalNameKey);
  const name: Name = { rdns: [...issuer.rdns, relative], der: new Uint8Array(0), text: "" };
  return [`directoryName:${nameKey(name)}`];
}

function generalNameKey({ kind, value, name }: GeneralName): string {
  return `${kind}:${name ? nameKey(name) : value}`;
}
