import type { Type } from "../../asn1/type";

/** A known extension: what its extnValue holds and what it is called. */
export interface ExtensionSpec {
  /** Dotted. */
  readonly oid: string;
  /** As the RFC names it: the key's last part. */
  readonly name: string;
  readonly label: string;
  /** The type inside extnValue. */
  readonly type: Type;
}

export function extension(oid: string, name: string, label: string, type: Type): ExtensionSpec {
  return { oid, name, label, type };
}
