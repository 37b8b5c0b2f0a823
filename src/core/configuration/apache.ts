import type { ConfiguredPair, FormatReader, Place } from "./types";
import { logicalLines, pathOf, wordsOf } from "./words";

interface Section {
  readonly certificates: Place[];
  readonly keys: Place[];
  readonly authorities: Place[];
  chain?: Place;
}

const newSection = (): Section => ({ certificates: [], keys: [], authorities: [] });

/** Apache httpd: a directive a line, in sections such as <VirtualHost>. Names are written in any case. */
export const apache: FormatReader = {
  format: "Apache",
  recognises: ({ languageId, text }) =>
    languageId === "apacheconf" || /^[ \t]*SSL(?:Proxy)?(?:CA)?Certificate\w*[ \t]/im.test(text),

  read(text) {
    const pairs: ConfiguredPair[] = [];
    let hasPassphrase = false;
    const sections: Section[] = [newSection()];
    const close = (section: Section | undefined): void => {
      if (section) pairs.push(...pairsOf(section));
    };
    for (const { start, end } of logicalLines(text)) {
      const [name, value] = wordsOf(text, start, end, { marks: "", escapes: false });
      const section = sections.at(-1);
      if (!name || !section) continue;
      if (name.text.startsWith("</")) {
        if (sections.length > 1) close(sections.pop());
      } else if (name.text.startsWith("<")) {
        if (!/\/>\s*$/.test(text.slice(start, end))) sections.push(newSection());
      } else if (value && !value.text.includes("${")) {
        switch (name.text.toLowerCase()) {
          case "sslcertificatefile":
            section.certificates.push(pathOf(value));
            break;
          case "sslcertificatekeyfile":
            section.keys.push(pathOf(value));
            break;
          case "sslcertificatechainfile":
            section.chain = pathOf(value);
            break;
          case "sslcacertificatefile":
          case "sslproxycacertificatefile":
            section.authorities.push(pathOf(value));
            break;
          case "sslproxymachinecertificatefile":
            pairs.push({ certificate: pathOf(value), combined: true, authorities: [], hasPassphrase: false });
            break;
          case "sslpassphrasedialog":
            hasPassphrase = true;
        }
      }
    }
    while (sections.length > 0) close(sections.pop());
    return hasPassphrase ? pairs.map((pair) => ({ ...pair, hasPassphrase })) : pairs;
  },
};

/** A certificate without a key file beside it holds its key itself. */
function pairsOf({ certificates, keys, authorities, chain }: Section): ConfiguredPair[] {
  const pairs = Array.from({ length: Math.max(certificates.length, keys.length) }, (_, i): ConfiguredPair => {
    const [certificate, key] = [certificates[i], keys[i]];
    return {
      ...(certificate && { certificate }),
      ...(key ? { key } : { combined: true }),
      ...(chain && { chain }),
      authorities: [],
      hasPassphrase: false,
    };
  });
  return authorities.length > 0 ? [...pairs, { authorities, hasPassphrase: false }] : pairs;
}
