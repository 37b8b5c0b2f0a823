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

/** "commonName" as "Common Name". */
export function labelFor(name: string): string {
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
