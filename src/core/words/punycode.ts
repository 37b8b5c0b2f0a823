const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;

/** RFC 3492 §6.1. */
function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + 38));
}

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 22;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x7a ? letter - 0x61 : BASE;
}

/** A label in Punycode without its "xn--" (RFC 3492 §6.2); undefined for what is none, or is longer than a label may be. */
function decodeLabel(text: string): string | undefined {
  if (text.length > 59) return undefined;
  const dash = text.lastIndexOf("-");
  const points = Array.from(dash > 0 ? text.slice(0, dash) : "", (char) => char.charCodeAt(0));
  let point = 0x80;
  let i = 0;
  let bias = 72;
  for (let at = dash > 0 ? dash + 1 : 0; at < text.length;) {
    const before = i;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      const digit = digitOf(text.charCodeAt(at++));
      if (!(digit < BASE)) return undefined;
      i += digit * weight;
      const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const count = points.length + 1;
    bias = adapt(i - before, count, before === 0);
    point += Math.floor(i / count);
    i %= count;
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return undefined;
    points.splice(i++, 0, point);
  }
  return String.fromCodePoint(...points);
}

/**
 * A host name with its A-labels ("xn--…") as the U-labels that people read (RFC 5890 §2.3.2.1): "bücher.example". Undefined
 * when it has none, or when one is no Punycode. What it gives is hostile text: characters that look alike, or hide.
 */
export function toULabels(host: string): string | undefined {
  if (!/(^|\.)xn--/i.test(host) || host.length > 1000) return undefined;
  const labels = host.split(".").map((label) => (/^xn--/i.test(label) ? decodeLabel(label.slice(4)) : label));
  return labels.every((label) => label !== undefined) ? labels.join(".") : undefined;
}
