import type { Uri } from "vscode";
import type { NamedObjects, PlacedObject } from "../../core/check/objects";
import { findTextObjects } from "../../core/inspect/objects";
import { identifyDer, readCertificate } from "../../core/x509";
import { isSecret } from "../../core/inspect/draft";
import { readSmall } from "../issuers";

/** The objects of a file that a configuration names; undefined when it cannot be read. */
export async function readNamed(uri: Uri): Promise<NamedObjects | undefined> {
  const bytes = await readSmall(uri);
  if (!bytes) return undefined;
  const der = derObject(bytes);
  if (der) return { objects: [der], text: "", isInline: false };
  const text = new TextDecoder().decode(bytes);
  return { objects: findTextObjects(text).filter(({ form }) => form === "PEM"), text, isInline: false };
}

/** DER, which no server that is known here reads: it is told, and none of its certificates count. */
function derObject(bytes: Uint8Array): PlacedObject | undefined {
  const kind = bytes[0] === 0x30 ? identifyDer(bytes) : undefined;
  if (kind === undefined || !(isSecret(kind) || readCertificate(bytes))) return undefined;
  const read = (): ReturnType<PlacedObject["read"]> => ({
    kind: undefined,
    bytes,
    secret: false,
    certificate: undefined,
  });
  return { form: "DER", label: kind, start: 0, end: bytes.length, read };
}
