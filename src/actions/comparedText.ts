import { compareCertificates, fingerprint } from "../core/convert";
import { visible } from "../core/words/visible";
import type { Certificate } from "../core/x509";
import { provider } from "./material";

/** Two certificates as texts that have the same lines in the same places, so that a diff shows what differs and no more. */
export function comparedTexts(a: Certificate, b: Certificate): readonly [left: string, right: string] {
  const rows = compareCertificates(a, b).map(({ label, a: left, b: right }) => [label, left, right] as const);
  const prints = (["sha256", "sha1"] as const).map(
    (name) =>
      [
        name === "sha256" ? "SHA-256" : "SHA-1",
        fingerprint(a, name, provider),
        fingerprint(b, name, provider),
      ] as const,
  );
  const all = [...rows, ...prints];
  return [
    all.map(([label, left]) => block(label, left)),
    all.map(([label, , right]) => block(label, right)),
  ].map((blocks) => blocks.join("")) as [string, string];
}

/** A label and its value below it, a list's parts on lines of their own. */
function block(label: string, value: string | undefined): string {
  const lines = value === undefined ? ["(none)"] : visible(value).split(/\n|, (?=[^,])/);
  return `${visible(label)}\n${lines.map((line) => `    ${line}\n`).join("")}`;
}
