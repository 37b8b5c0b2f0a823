import type { Evidence } from "../core/inspect/evidence";
import type { CryptoProvider } from "../core/crypto/provider";
import { checkSignature } from "../core/check/trust/signature";
import { sameName, type Certificate } from "../core/x509";
import { writeOcspRequest } from "../core/x509/writeOcspRequest";
import {
  crlAddresses,
  fetchCrl,
  FetchError,
  fetchIssuer,
  fetchOcsp,
  issuerAddresses,
  ocspAddresses,
  type FetchOptions,
} from "../net/fetch";
import type { KnownCertificates } from "./certificates";

/** What came of asking: the evidence, and a sentence with what to do for each question that nobody answered. */
export interface Gathered {
  readonly evidence: Evidence;
  readonly problems: readonly string[];
}

/** How questions are asked. */
export interface GatherOptions extends FetchOptions {
  readonly provider: CryptoProvider;
  /** Told what is asked, and whom. */
  readonly onProgress: (words: string) => void;
}

/** No chain is longer than this for good reasons. */
const MOST_ISSUERS = 6;

/** Whether a certificate's issuer is not at hand and its address is known. */
export function lacksIssuer(certificate: Certificate, known: KnownCertificates): boolean {
  const own = sameName(certificate.subject, certificate.issuer);
  return !own && known.issuersOf(certificate).length === 0 && issuerAddresses(certificate).length > 0;
}

/** Whether anyone can be asked about a certificate's revocation. */
export function canBeAskedAbout(certificate: Certificate): boolean {
  return ocspAddresses(certificate).length + crlAddresses(certificate).length > 0;
}

/** Fetches the issuers that are missing above the last certificate of a path, one after the other. Stops when cancelled. */
export async function gatherIssuers(
  path: readonly Certificate[],
  known: KnownCertificates,
  options: GatherOptions,
): Promise<Gathered> {
  const others: NonNullable<Evidence["others"]>[number][] = [];
  const problems: string[] = [];
  let top = path.at(-1);
  while (top && others.length < MOST_ISSUERS && lacksIssuer(top, known)) {
    options.onProgress(`Fetching the issuer from ${issuerAddresses(top)[0] ?? ""}`);
    try {
      const { issuer, url } = await fetchIssuer(top, options);
      if (checkSignature(top, issuer.publicKey, options.provider) === "bad") {
        problems.push(`The certificate at ${url} did not sign the one that names it as its issuer`);
        break;
      }
      others.push({ certificate: issuer, place: "fetched", where: url });
      known.add(issuer);
      top = issuer;
    } catch (error) {
      problems.push(sentence(error));
      break;
    }
  }
  return { evidence: { others }, problems };
}

/** Asks about each certificate of a path whose issuer is at hand: its OCSP responder first, then for its revocation list. */
export async function gatherRevocation(
  path: readonly Certificate[],
  known: KnownCertificates,
  options: GatherOptions,
): Promise<Gathered> {
  const gathered: Gathered[] = [];
  for (const [i, certificate] of path.entries()) {
    const issuer = path[i + 1] ?? known.issuersOf(certificate)[0];
    if (!issuer || issuer === certificate || !canBeAskedAbout(certificate)) continue;
    gathered.push(await askAbout(certificate, issuer, options));
  }
  return {
    evidence: {
      crls: gathered.flatMap(({ evidence }) => evidence.crls ?? []),
      ocsp: gathered.flatMap(({ evidence }) => evidence.ocsp ?? []),
    },
    problems: gathered.flatMap(({ problems }) => problems),
  };
}

/** The first answer that comes; problems only where there is none. */
async function askAbout(
  certificate: Certificate,
  issuer: Certificate,
  options: GatherOptions,
): Promise<Gathered> {
  const problems: string[] = [];
  const sha1 = (data: Uint8Array): Uint8Array => options.provider.hash("sha1", data);
  for (const address of ocspAddresses(certificate)) {
    options.onProgress(`Asking ${address}`);
    try {
      const { response, url } = await fetchOcsp(
        address,
        writeOcspRequest(certificate, issuer, { sha1 }),
        options,
      );
      return { evidence: { ocsp: [{ response, where: url }] }, problems: [] };
    } catch (error) {
      problems.push(sentence(error));
    }
  }
  for (const address of crlAddresses(certificate)) {
    options.onProgress(`Fetching ${address}`);
    try {
      const { list } = await fetchCrl(address, options);
      return { evidence: { crls: [list] }, problems: [] };
    } catch (error) {
      problems.push(sentence(error));
    }
  }
  return { evidence: {}, problems };
}

/** What a fetch's failure says to a person. What else is thrown goes on; so does a cancelled fetch. */
function sentence(error: unknown): string {
  if (!(error instanceof FetchError) || error.problem === "cancelled") throw error;
  return `${error.message}. ${error.fix}`;
}
