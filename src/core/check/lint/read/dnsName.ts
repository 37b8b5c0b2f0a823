/** What is wrong with the syntax of a DNS name, by label (RFC 1034 §3.5, RFC 1123 §2.1). A leading "*." is passed over. */
export function dnsLabels(name: string): string[] {
  return (name.startsWith("*.") ? name.slice(2) : name).split(".");
}

/** Whether a text is an IPv4 or IPv6 address, or looks like one to a client. */
export function looksLikeAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^\[?[0-9a-f]*:[0-9a-f:.]+\]?$/i.test(text);
}
