import { certificateFindings, validateChain, type ChainInput } from "../check/trust";
import type { CryptoProvider } from "../crypto/provider";
import type { FieldTable } from "../fields/table";
import type { ChainVerdict, Finding, Side } from "../inspection";
import type { Session } from "../session/types";
import { extensions } from "../tls/extensions";
import { readCertificate, readOcspResponse, type Certificate } from "../x509";

/** What trust in certificates is judged by; `others`, lists, responses and policies as `ChainInput` has them. */
export interface TrustOptions extends Pick<
  ChainInput,
  "others" | "crls" | "ocsp" | "revocation" | "policies"
> {
  /** Undefined where no store is at hand: trust is then not checked. */
  readonly roots: readonly Certificate[] | undefined;
  /** "Mozilla's, as in Node 24.21". */
  readonly storeName: string;
  /** When: ISO 8601. */
  readonly at: string;
  /** The name or address that was connected to. */
  readonly host?: string | undefined;
}

/** The verdict on each side's chain, and what is remarkable about its leaf. */
export function judgeChains(
  session: Session,
  trust: TrustOptions,
  provider: CryptoProvider,
): { verdicts: ChainVerdict[]; findings: Finding[] } {
  const verdicts: ChainVerdict[] = [];
  const findings: Finding[] = [];
  for (const from of ["server", "client"] as const satisfies Side[]) {
    const presented = session.presented[from];
    const chain = presented.flatMap(({ der }) => readCertificate(der) ?? []);
    if (chain.length === 0) continue;
    const stapled = presented.flatMap(({ ocsp }) => {
      const response = ocsp && readOcspResponse(ocsp);
      return response ? [{ response, isStapled: true, where: `stapled by the ${from}` }] : [];
    });
    verdicts.push(
      validateChain({
        ...trust,
        chain,
        roots: from === "server" ? trust.roots : undefined,
        ocsp: [...stapled, ...(trust.ocsp ?? [])],
        asksForStaple: from === "server" && asksForStaple(session),
        purpose: from === "server" ? "serverAuth" : "clientAuth",
        provider,
        from,
        host: from === "server" && trust.host !== "" ? trust.host : undefined,
      }),
    );
    const [leaf] = chain;
    const row = presented[0]?.field;
    if (leaf && row !== undefined)
      findings.push(
        ...certificateFindings(leaf, {
          at: trust.at,
          isLeaf: true,
          spanOf: (key) => spanIn(session.fields, row, key),
        }),
      );
  }
  return { verdicts, findings };
}

function asksForStaple({ clientHello }: Session): boolean {
  return extensions.status_request.find(clientHello?.extensions, "client_hello") !== undefined;
}

/** Where the first field with this key below `row` stands. */
export function spanIn(
  fields: FieldTable,
  row: number,
  key: string,
): ReturnType<FieldTable["span"]> | undefined {
  const found = fields.find(key, row);
  return found === undefined ? undefined : fields.span(found);
}
