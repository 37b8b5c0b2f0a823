/** What is wrong with the syntax of a DNS name, by label (RFC 1034 §3.5, RFC 1123 §2.1). A leading "*." is passed over. */
export function dnsLabels(name: string): string[] {
  return (name.startsWith("*.") ? name.slice(2) : name).split(".");
}

/** Whether a text is an IPv4 or IPv6 address, or looks like one to a client. */
export function looksLikeAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^\[?[0-9a-f]*:[0-9a-f:.]+\]?$/i.test(text);
}

/** Whether a text could be a host name: labels of letters, digits, hyphens and underscores, two at least. */
export function looksLikeHost(text: string): boolean {
  return /^(\*\.)?([a-z0-9_-]+\.)+[a-z0-9-]+$/i.test(text);
}

/**
 * The characters of an A-label's Punycode (RFC 3492 §6.2), without "xn--"; undefined for what is no Punycode. `label` has
 * at most 63 characters.
 */
export function decodePunycode(label: string): string | undefined {
  if (label.length > 63) return undefined;
  const delimiter = label.lastIndexOf("-");
  const points = Array.from(label.slice(0, Math.max(0, delimiter)), (char) => char.charCodeAt(0));
  if (points.some((point) => point >= 0x80)) return undefined;
  let [n, i, bias] = [0x80, 0, 72];
  for (let at = delimiter > 0 ? delimiter + 1 : 0; at < label.length;) {
    const before = i;
    let weight = 1;
    for (let k = 36; ; k += 36) {
      const digit = digitOf(label.charCodeAt(at++));
      if (digit === undefined) return undefined;
      i += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
      if (i > 0x7fffffff || weight > 0x7fffffff) return undefined;
    }
    const length = points.length + 1;
    bias = adapt(i - before, length, before === 0);
    n += Math.floor(i / length);
    i %= length;
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return undefined;
    points.splice(i++, 0, n);
  }
  return String.fromCodePoint(...points);
}

/** "a" to "z" are 0 to 25, "0" to "9" 26 to 35; undefined for any other, and at the end. */
function digitOf(code: number): number | undefined {
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x7a) return lower - 0x61;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 26 : undefined;
}

/** RFC 3492 §6.1. */
function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > 455; k += 36) rest = Math.floor(rest / 35);
  return k + Math.floor((36 * rest) / (rest + 38));
}
