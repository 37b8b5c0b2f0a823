const WORDS: Readonly<Record<string, string>> = {
  dn: "DN",
  id: "ID",
  dns: "DNS",
  crl: "CRL",
  uri: "URI",
  url: "URL",
  ca: "CA",
  ip: "IP",
};

/** Names that no rule takes apart rightly. */
const LABELS: Readonly<Record<string, string>> = {
  sMIMECapabilities: "S/MIME Capabilities",
  cmsAlgorithmProtection: "CMS Algorithm Protection",
  signingCertificateV2: "Signing Certificate, Version 2",
  tnAuthList: "TN Authorisation List",
  msTimeStampToken: "Microsoft Time Stamp Token",
};

/** "commonName" as "Common Name". */
export function labelFor(name: string): string {
  const known = Object.hasOwn(LABELS, name) ? LABELS[name] : undefined;
  if (known !== undefined) return known;
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(" ")
    .map((word) => WORDS[word.toLowerCase()] ?? word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

/** The first `limit` texts, and how many more there are. */
export function listText(texts: readonly string[], limit = 12): string {
  const shown = texts.slice(0, limit).join(", ");
  return texts.length > limit ? `${shown} and ${String(texts.length - limit)} more` : shown;
}
