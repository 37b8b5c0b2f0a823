import type { parseArgs } from "node:util";

/** A command line that cannot be carried out; `message` is for the user. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Every option of every command. */
export const OPTIONS = {
  "client-cert": { type: "string" },
  "client-key": { type: "string" },
  "server-name": { type: "string" },
  tls: { type: "string" },
  ciphers: { type: "string" },
  groups: { type: "string" },
  alpn: { type: "string" },
  ca: { type: "string", multiple: true },
  timeout: { type: "string" },
  settle: { type: "string" },
  "export-keylog": { type: "string" },
  "export-pcapng": { type: "string" },
  keylog: { type: "string" },
  list: { type: "boolean" },
  only: { type: "string" },
  as: { type: "string" },
  force: { type: "boolean" },
  json: { type: "boolean" },
  tree: { type: "boolean" },
  all: { type: "boolean" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/** The values of the command line's options. */
export type Values = ReturnType<
  typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>
>["values"];
