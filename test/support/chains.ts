import { pureProvider } from "../../src/core/crypto/pure";
import { judgeObjects, type JudgeOptions, type ObjectFinding } from "../../src/core/check/objects";
import { findTextObjects } from "../../src/core/inspect/objects";
import { makeCertificate, type OpensslFolder } from "./openssl";

/** PEM texts of a chain that `openssl` made: root, intermediate and leaf, each with its key. */
export interface MadeChain {
  readonly root: string;
  readonly intermediate: string;
  readonly leaf: string;
  readonly leafKey: string;
  readonly otherKey: string;
}

/** Makes `root`, `intermediate`, `leaf` and `other` in the folder. */
export function makeChain(folder: OpensslFolder): MadeChain {
  const ca = ["basicConstraints = critical,CA:TRUE", "keyUsage = critical,keyCertSign,cRLSign"];
  const identifiers = ["subjectKeyIdentifier = hash", "authorityKeyIdentifier = keyid"];
  makeCertificate(folder, "root", {
    extensions: [...ca, "subjectKeyIdentifier = hash"],
    subject: "/CN=Root",
  });
  makeCertificate(folder, "intermediate", {
    extensions: [...ca, ...identifiers],
    issuer: "root",
    subject: "/CN=Intermediate",
  });
  makeCertificate(folder, "leaf", {
    issuer: "intermediate",
    subject: "/CN=leaf.example",
    notBefore: "20250601000000Z",
    notAfter: "20270601000000Z",
    extensions: [
      "basicConstraints = critical,CA:FALSE",
      "keyUsage = critical,digitalSignature",
      "extendedKeyUsage = serverAuth",
      "subjectAltName = DNS:leaf.example",
      "authorityInfoAccess = caIssuers;URI:http://ca.example/intermediate.der",
      ...identifiers,
    ],
  });
  makeCertificate(folder, "other", { subject: "/CN=Other" });
  const read = (name: string): string => folder.readText(name);
  return {
    root: read("root.pem"),
    intermediate: read("intermediate.pem"),
    leaf: read("leaf.pem"),
    leafKey: read("leaf.key"),
    otherKey: read("other.key"),
  };
}

/** The findings about the objects of a text, by `judgeObjects`. */
export function judge(text: string, options: Partial<JudgeOptions> = {}): ObjectFinding[] {
  return judgeObjects(findTextObjects(text), { text, provider: pureProvider, ...options });
}
