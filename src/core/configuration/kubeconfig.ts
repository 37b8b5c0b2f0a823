import type { ConfiguredPair, FormatReader, Place } from "./types";
import { at, documentsOf, inlineAt, itemsOf, pathAt, textOf } from "./yamlTree";

/** kubectl's configuration: clients' certificates and keys, and the authorities of clusters, as files or as data. */
export const kubeconfig: FormatReader = {
  format: "kubeconfig",
  recognises: ({ text }) =>
    /\bkind["']?\s*:\s*["']?Config\b/.test(text) && /\b(?:clusters|users)["']?\s*:/.test(text),

  read: (text) =>
    documentsOf(text).flatMap((config): ConfiguredPair[] => {
      if (textOf(at(config, "kind")) !== "Config") return [];
      const users = itemsOf(at(config, "users")).map((item): ConfiguredPair => {
        const certificate = valueAt(at(item, "user"), "client-certificate");
        const key = valueAt(at(item, "user"), "client-key");
        return {
          ...(certificate && { certificate }),
          ...(key && { key }),
          authorities: [],
          hasPassphrase: false,
        };
      });
      const clusters = itemsOf(at(config, "clusters")).map((item): ConfiguredPair => {
        const authority = valueAt(at(item, "cluster"), "certificate-authority");
        return { authorities: authority ? [authority] : [], hasPassphrase: false };
      });
      return [...users, ...clusters].filter(
        ({ certificate, key, authorities }) => certificate ?? key ?? authorities[0],
      );
    }),
};

/** The data goes before the file, as kubectl does it. */
function valueAt(map: unknown, name: string): Place | undefined {
  return inlineAt(at(map, `${name}-data`)) ?? pathAt(at(map, name));
}
