import { certificateFindings, validateChain } from "../check/trust";
import type { CryptoProvider } from "../crypto/provider";
import type { FieldTable } from "../fields/table";
import type { ChainVerdict, Finding, Side } from "../inspection";
import type { Session } from "../session/types";
import { readCertificate, type Certificate } from "../x509";

/** What trust in certificates is judged by. */
export interface TrustOptions {
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
    verdicts.push(
      validateChain({
        chain,
        roots: from === "server" ? trust.roots : undefined,
        storeName: trust.storeName,
        at: trust.at,
        purpose: from === "server" ? "serverAuth" : "clientAuth",
        provider,
        from,
        ...(from === "server" && trust.host ? { host: trust.host } : {}),
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

/** Where the first field with this key below `row` stands. */
export function spanIn(
  fields: FieldTable,
  row: number,
  key: string,
): ReturnType<FieldTable["span"]> | undefined {
  const found = fields.find(key, row);
  return found === undefined ? undefined : fields.span(found);
}
