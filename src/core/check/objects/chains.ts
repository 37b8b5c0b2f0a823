import { equalBytes } from "../../bytes/concat";
import type { Certificate } from "../../x509";
import { arrangeChain, isSelfIssued, nameOf, shortName, type ChainArrangement } from "../trust";
import type { Judged, ObjectFinding, ObjectRule } from "./types";

/** A bundle of more certificates than this is not judged as a chain. */
const MOST_CHAINED = 200;

interface Member {
  readonly position: number;
  readonly certificate: Certificate;
}

/** The order, the gaps and the doubles of the chains in a text. */
export const chains: ObjectRule = (judged) =>
  judged.groups.flatMap((group) => {
    const members = group.flatMap((position): Member[] => {
      const certificate = judged.objects[position]?.read().certificate;
      return certificate ? [{ position, certificate }] : [];
    });
    return [...duplicates(members), ...chainFindings(members, judged)];
  });

function duplicates(members: readonly Member[]): ObjectFinding[] {
  const seen = new Map<string, Member[]>();
  const found: ObjectFinding[] = [];
  for (const member of members) {
    const { certificate, position } = member;
    const key = `${certificate.serialNumber} ${String(certificate.der.length)}`;
    const alike = seen.get(key) ?? [];
    const first = alike.find((other) => equalBytes(other.certificate.der, certificate.der));
    if (!first) {
      seen.set(key, [...alike, member]);
      continue;
    }
    found.push({
      object: position,
      finding: {
        id: "chain.duplicate",
        severity: "warning",
        message: `${nameOf(certificate)} stands here a second time`,
        fix: "Remove it: servers send it twice, and some clients refuse such a chain",
        rfc: "RFC 5246 §7.4.2",
      },
      related: [{ object: first.position, message: "The first time" }],
      fix: { kind: "remove", object: position },
    });
  }
  return found;
}

function chainFindings(members: readonly Member[], judged: Judged): ObjectFinding[] {
  if (members.length === 0 || members.length > MOST_CHAINED) return [];
  // Only what serves one leaf is a chain; in a bundle of authorities, or of several leaves, the order means nothing.
  const leaves = members.filter(({ certificate }) => isLeaf(certificate));
  const [leaf] = leaves;
  if (!leaf || leaves.some(({ certificate }) => !equalBytes(certificate.der, leaf.certificate.der)))
    return [];
  const arrangement = arrangeChain(
    members.map(({ certificate }) => certificate),
    judged.provider,
  );
  return [...outOfOrder(members, arrangement.order), ...missingIssuer(members, arrangement, judged)];
}

function isLeaf(certificate: Certificate): boolean {
  return certificate.basicConstraints?.isCa !== true && !isSelfIssued(certificate);
}

function outOfOrder(members: readonly Member[], order: readonly number[]): ObjectFinding[] {
  const rest = members.flatMap((_, index) => (order.includes(index) ? [] : [index]));
  const wanted = [...order, ...rest];
  const wrong = wanted.findIndex((index, place) => index !== place);
  // What is no part of the chain may stand anywhere behind the leaf.
  if (!order.some((index, place) => index < (order[place - 1] ?? -1)) && order[0] === 0) return [];
  const first = members[wrong];
  const leaf = members[order[0] ?? 0];
  if (!first || !leaf) return [];
  const should = members[wanted[wrong] ?? wrong];
  return [
    {
      object: first.position,
      finding: {
        id: "chain.outOfOrder",
        severity: "warning",
        message:
          wrong === 0
            ? `The chain is out of order: ${nameOf(first.certificate)} stands before ${nameOf(leaf.certificate)}, whose chain it is`
            : `The chain is out of order: ${should ? nameOf(should.certificate) : "another certificate"} belongs here, and ${nameOf(first.certificate)} further down`,
        fix: "Put the server's own certificate first, and behind each one the certificate that issued it",
        rfc: "RFC 5246 §7.4.2",
      },
      related: should ? [{ object: should.position, message: "This one belongs there" }] : [],
      fix: {
        kind: "reorder",
        places: members.map(({ position }) => position),
        order: wanted.flatMap((index) => members[index]?.position ?? []),
      },
    },
  ];
}

function missingIssuer(
  members: readonly Member[],
  { order, missingIssuerOf, unrelated }: ChainArrangement,
  { isIssuedByRoot }: Judged,
): ObjectFinding[] {
  const last = missingIssuerOf === undefined ? undefined : members[missingIssuerOf];
  if (!last) return [];
  const { certificate, position } = last;
  if (isIssuedByRoot?.(certificate)) return [];
  const urls = certificate.authorityInfoAccess.flatMap(({ method, location }) =>
    method === "caIssuers" && location.kind === "uniformResourceIdentifier" ? [location.value] : [],
  );
  const alone = order.length === 1;
  // A root need not stand in the file, and who issued the last intermediate is as a rule one: only an authority that
  // stands here and is not reached shows that something between is missing.
  const gap = members.some(
    ({ certificate: other }, index) => unrelated.includes(index) && other.basicConstraints?.isCa === true,
  );
  if (!alone && !gap) return [];
  return [
    {
      object: position,
      field: "tbsCertificate.issuer",
      finding: {
        id: "chain.missingIssuer",
        severity: urls.length > 0 || gap ? "warning" : "info",
        message: `The certificate of ${shortName(certificate.issuer)}, which issued ${nameOf(certificate)}, is not here${isIssuedByRoot ? ", and no known root" : ""}: a client that does not have it cannot build the chain`,
        fix: "Add it behind this one, unless it is a root that clients have",
        rfc: "RFC 5246 §7.4.2",
      },
      related: [],
      fix: { kind: "addIssuer", of: position, urls },
    },
  ];
}
