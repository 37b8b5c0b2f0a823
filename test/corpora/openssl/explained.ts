/** A difference between what we say and what OpenSSL prints, with the reason. */
export interface Explained {
  readonly field: string;
  readonly files: RegExp;
  /** Where OpenSSL says it; both when absent. */
  readonly source?: "file" | "openssl";
  readonly why: string;
}

const UNREAD = "OpenSSL cannot read the extension and prints its bytes; the part that is whole is read here";

export const EXPLAINED: readonly Explained[] = [
  {
    field: "certificatePolicies",
    files:
      /^(explicitText(BMP|Utf8)NotNFC|policyQualifiersOtherThanCpsNotPermittedError|userNoticeExpTextNotIA5String|userNoticePres|utf8ControlX88)\.pem$/,
    why: UNREAD,
  },
  { field: "subjectAltName", files: /^subCertPathLenNegative\.pem$/, source: "file", why: `${UNREAD}, too` },
  {
    field: "subjectAltName",
    files: /^subCertPathLenNegative\.pem$/,
    source: "openssl",
    why: "OpenSSL writes the number of an otherName's type before “unsupported”; the comparison does not",
  },
  {
    field: "subjectAltName",
    files: /^newlinesInTLD\.pem$/,
    why: "the name ends with line feeds, which cannot be told from the text's own",
  },
  ...["issuerLine", "subjectLine"].map((field) => ({
    field,
    files: /^akidNoKeyIdentifier\.pem$/,
    why: `its text has the ${field.replace("Line", "")} on several lines; OpenSSL at test time says the same as we`,
  })),
];
