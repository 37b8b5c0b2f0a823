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
export function decodePunycode(text: string): string | undefined {
  if (text.length > 63 || /[^\0-\x7f]/.test(text)) return undefined;
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

/** No label is longer than 63 characters. */
const uLabelOf = (label: string): string | undefined =>
  label.length > 63 ? undefined : decodePunycode(label.slice(4));

/**
 * A host name with its A-labels ("xn--…") as the U-labels that people read (RFC 5890 §2.3.2.1): "bücher.example". Undefined
 * when it has none, or when one is no Punycode. What it gives is hostile text: characters that look alike, or hide.
 */
export function toULabels(host: string): string | undefined {
  if (!/(^|\.)xn--/i.test(host) || host.length > 1000) return undefined;
  const labels = host.split(".").map((label) => (/^xn--/i.test(label) ? uLabelOf(label) : label));
  return labels.every((label) => label !== undefined) ? labels.join(".") : undefined;
}

const digit = (value: number): string => String.fromCharCode(value < 26 ? 97 + value : 22 + value);

/** A label in Punycode (RFC 3492 §6.3), without "xn--". At most 63 characters go in: no longer label is a DNS name's. */
function encodeLabel(label: string): string {
  const points = Array.from(label, (char) => char.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < 0x80);
  let out = String.fromCodePoint(...basic) + (basic.length > 0 ? "-" : "");
  let next = 0x80;
  let delta = 0;
  let bias = 72;
  for (let handled = basic.length; handled < points.length;) {
    const current = Math.min(...points.filter((point) => point >= next));
    delta += (current - next) * (handled + 1);
    next = current;
    for (const point of points) {
      if (point < next) delta++;
      if (point !== next) continue;
      let rest = delta;
      for (let k = BASE; ; k += BASE) {
        const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
        if (rest < threshold) break;
        out += digit(threshold + ((rest - threshold) % (BASE - threshold)));
        rest = Math.floor((rest - threshold) / (BASE - threshold));
      }
      out += digit(rest);
      bias = adapt(delta, handled + 1, handled === basic.length);
      delta = 0;
      handled++;
    }
    delta++;
    next++;
  }
  return out;
}

/** A host name with its international labels as A-labels (RFC 5890), in lower case. */
export function toALabels(host: string): string {
  const labels = host
    .normalize("NFC")
    .toLowerCase()
    .split(/[.\u3002\uff0e\uff61]/);
  const ascii = labels.map((label) =>
    /[^\0-\x7f]/.test(label) && label.length <= 63 ? `xn--${encodeLabel(label)}` : label,
  );
  return ascii.join(".");
}
