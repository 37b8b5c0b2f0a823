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
