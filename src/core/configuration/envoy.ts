import type { ConfiguredPair, FormatReader, Place } from "./types";
import { at, documentsOf, inlineAt, mapsOf, pathAt } from "./yamlTree";

/** Envoy, in YAML or JSON: TlsCertificate and CertificateValidationContext, wherever they stand; in either case of protobuf's JSON. */
export const envoy: FormatReader = {
  format: "Envoy",
  recognises: ({ text }) =>
    /\b(?:certificate_chain|certificateChain|trusted_ca|trustedCa)["']?\s*:/.test(text),

  read: (text) =>
    documentsOf(text).flatMap((document) =>
      mapsOf(document).flatMap((map): ConfiguredPair[] => {
        const certificate = sourceAt(at(map, "certificate_chain") ?? at(map, "certificateChain"));
        const key = sourceAt(at(map, "private_key") ?? at(map, "privateKey"));
        const authority = sourceAt(at(map, "trusted_ca") ?? at(map, "trustedCa"));
        if (!certificate && !key && !authority) return [];
        return [
          {
            ...(certificate && { certificate }),
            ...(key && { key }),
            authorities: authority ? [authority] : [],
            hasPassphrase: at(map, "password") !== undefined,
          },
        ];
      }),
    ),
};

/** A DataSource: a file, or the value itself. */
function sourceAt(node: unknown): Place | undefined {
  return (
    pathAt(at(node, "filename")) ??
    inlineAt(at(node, "inline_string") ?? at(node, "inlineString")) ??
    inlineAt(at(node, "inline_bytes") ?? at(node, "inlineBytes"))
  );
}
