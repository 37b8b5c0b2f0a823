import { shorten } from "../../asn1/strings";
import { toHex } from "../../bytes/hex";
import type { ChainEdge, ChainGraph, ChainNode, ChainPath, VerdictStep } from "../../inspection";
import type { Certificate } from "../../x509";
import type { ChainInput } from "./input";
import type { Pool } from "./pool";
import { sameCertificate, type SignatureResult } from "./signature";
import type { Walked } from "./walk";

const STATUS: Readonly<Record<SignatureResult, VerdictStep["status"]>> = {
  good: "passed",
  bad: "failed",
  unknown: "not checked",
};

/** The paths that were walked, as a picture needs them: the verdict's path first. */
export function chainGraph(
  walked: readonly Walked[],
  pool: Pool,
  trustOf: (walked: Walked) => ChainPath["trust"],
): ChainGraph {
  const nodes: ChainNode[] = [];
  const edges: ChainEdge[] = [];
  const byHash = new Map<string, number>();
  const node = (id: string, make: () => ChainNode): number => {
    const known = byHash.get(id);
    if (known !== undefined) return known;
    byHash.set(id, nodes.length);
    return nodes.push(make()) - 1;
  };
  const edge = (subject: number, issuer: number, status: VerdictStep["status"]): void => {
    const known = edges.some((each) => each.subject === subject && each.issuer === issuer);
    if (!known) edges.push({ subject, issuer, status });
  };
  const paths = walked.map(({ path, steps, ...more }): ChainPath => {
    const { certificates, anchor } = path;
    const [leaf] = certificates;
    const isLeaf = anchor && leaf && sameCertificate(anchor, leaf);
    const all = anchor && !isLeaf ? [...certificates, anchor] : certificates;
    const numbers = all.map((certificate) => {
      const sha256 = toHex(pool.input.provider.hash("sha256", certificate.der));
      return node(sha256, () => nodeOf(certificate, sha256, pool));
    });
    for (const [i, certificate] of all.entries()) {
      const [subject, issuer, above] = [numbers[i], numbers[i + 1], all[i + 1]];
      if (subject === undefined || issuer === undefined || !above) continue;
      edge(subject, issuer, STATUS[pool.signature(certificate, pool.signerOf(above).key)]);
    }
    const top = certificates.at(-1);
    const below = numbers.at(-1);
    if (path.end === "issuer missing" && top && below !== undefined) {
      const missing = node(`missing ${top.issuer.text}`, () => missingNode(top));
      edge(below, missing, "not checked");
      numbers.push(missing);
    }
    return { nodes: numbers, trust: trustOf({ path, steps, ...more }), steps };
  });
  return { nodes, edges, paths };
}

function nodeOf(certificate: Certificate, sha256: string, pool: Pool): ChainNode {
  const { storeName }: ChainInput = pool.input;
  const isAnchor = pool.inStore(certificate) !== undefined;
  const found = pool.find(certificate);
  const at = isAnchor || !found ? { place: "store" as const, where: storeName } : found;
  return {
    subject: shorten(certificate.subject.text, 1000),
    sha256,
    place: at.place,
    where: at.where,
    ...(found?.position === undefined ? {} : { position: found.position }),
    notAfter: certificate.notAfter,
    isAnchor,
  };
}

function missingNode({ issuer }: Certificate): ChainNode {
  const subject = shorten(issuer.text, 1000);
  return { subject, sha256: "", place: "missing", where: subject, isAnchor: false };
}
