import { ExtensionType } from "../tls/codePoints";
import { demand } from "./failure";

/** A server answers only extensions that the client sent, each once (RFC 8446 §4.2, RFC 5246 §7.4.1.4). */
export function checkExtensions(
  answered: readonly { readonly extension_type: number }[],
  offered: ReadonlySet<number>,
): void {
  const seen = new Set<number>();
  for (const { extension_type } of answered) {
    demand(
      offered.has(extension_type),
      "unsupported_extension",
      `The server answered the extension ${ExtensionType.display(extension_type)}, which we did not send.`,
    );
    demand(
      !seen.has(extension_type),
      "illegal_parameter",
      `The server sent the extension ${ExtensionType.display(extension_type)} twice.`,
    );
    seen.add(extension_type);
  }
}
