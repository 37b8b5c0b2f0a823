/** The kinds of key exchange whose messages differ, however the caller writes them ("ECDHE_RSA", "ecdhe", "RSA"). */
export type ExchangeKind = "rsa" | "ecdhe" | "dhe" | "psk" | "ecdhe_psk" | "dhe_psk" | "rsa_psk" | "unknown";

/** Which kind of key exchange a name means, without regard to case and to the kind of signature in it. */
export function exchangeKind(name: string | undefined): ExchangeKind {
  const words =
    (name ?? "")
      .toLowerCase()
      .replace(/^tls_/, "")
      .split(/_with_/)[0] ?? "";
  const parts = words.split("_");
  const first = parts[0];
  const psk = parts.includes("psk");
  switch (first) {
    case "ecdhe":
    case "ecdh":
      return psk ? "ecdhe_psk" : "ecdhe";
    case "dhe":
    case "dh":
      return psk ? "dhe_psk" : "dhe";
    case "rsa":
      return psk ? "rsa_psk" : "rsa";
    case "psk":
      return "psk";
    default:
      return "unknown";
  }
}
