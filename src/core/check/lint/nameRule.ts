import type { CertificateFacts, NameFacts } from "./facts";
import type { RuleRow, Violation } from "./rule";

const key = "tbsCertificate.extensions.subjectAltName";

const of = (facts: CertificateFacts, kind: NameFacts["kind"]): NameFacts[] =>
  facts.names("subjectAltName").filter((name) => name.kind === kind);

/** A rule on names of one kind in subjectAltName: the first that is wrong is at fault. */
export function nameRule(
  kind: NameFacts["kind"],
  row: Omit<RuleRow, "key" | "applies" | "check">,
  wrong: (name: NameFacts) => string | undefined,
  applies: (facts: CertificateFacts) => boolean = () => true,
): RuleRow {
  return {
    ...row,
    key: `${key}.${kind}`,
    applies: (facts) => applies(facts) && of(facts, kind).length > 0,
    check: (facts): Violation | undefined => {
      for (const name of of(facts, kind)) {
        const message = wrong(name);
        if (message !== undefined) return { message, element: name.element };
      }
      return undefined;
    },
  };
}

/** Whether a name is ASCII, as names in an IA5String must be. */
export const isAscii = ({ bytes }: NameFacts): boolean => bytes.every((byte) => byte < 0x80);
