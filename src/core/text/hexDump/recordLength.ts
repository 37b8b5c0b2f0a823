import { contentOf } from "../content";
import type { Dump } from "./dump";

/** What the last record of `bytes` says is still to come. */
export function missingOfRecord(bytes: Uint8Array): Pick<Dump, "missing"> {
  if (contentOf(bytes) !== "tls record") return {};
  let at = 0;
  while (at + 5 <= bytes.length) at += 5 + (bytes[at + 3] ?? 0) * 256 + (bytes[at + 4] ?? 0);
  return at > bytes.length ? { missing: [{ at: bytes.length, count: at - bytes.length }] } : {};
}
