import type { ConfiguredPair, FormatReader, Place } from "./types";
import { at, documentsOf, inlineAt, itemsOf, textOf } from "./yamlTree";

/** Kubernetes: secrets that hold a certificate with its key (tls.crt, tls.key) and authorities (ca.crt). */
export const kubernetes: FormatReader = {
  format: "Kubernetes",
  recognises: ({ text }) =>
    /\bkind["']?\s*:\s*["']?(?:Secret|List)\b/.test(text) && /\btls\.(?:crt|key)\b/.test(text),

  read: (text) =>
    documentsOf(text)
      .flatMap((document) => [document, ...itemsOf(at(document, "items"))])
      .flatMap((secret): ConfiguredPair[] => {
        if (textOf(at(secret, "kind")) !== "Secret") return [];
        const value = (name: string): Place | undefined =>
          inlineAt(at(secret, "stringData", name)) ?? inlineAt(at(secret, "data", name));
        const [certificate, key, authority] = [value("tls.crt"), value("tls.key"), value("ca.crt")];
        if (!certificate && !key) return [];
        return [
          {
            ...(certificate && { certificate }),
            ...(key && { key }),
            authorities: authority ? [authority] : [],
            hasPassphrase: false,
          },
        ];
      }),
};
