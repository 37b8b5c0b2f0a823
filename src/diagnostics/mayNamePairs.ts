import type { TextDocument } from "vscode";

/** Words that stand in every configuration that names certificate files. */
const SIGNS =
  /ssl_(?:client_|trusted_)?certificate|SSL(?:Certificate|CACertificate)|^[ \t]*(?:bind|server)\b.*\s(?:crt|ca-file|crt-list)\s|certificate_chain|trusted_ca|tls\.crt|client-certificate|certificate-authority/m;
/** Configuration files are not longer, in characters. */
const LONGEST = 1 << 20;

/** Whether a document may name certificate files: a quick look at its text. */
export function mayNamePairs(document: TextDocument): boolean {
  const text = document.getText();
  return text.length <= LONGEST && SIGNS.test(text);
}
