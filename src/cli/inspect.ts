import { readFile } from "node:fs/promises";
import { parseKeyLog } from "../core/capture/keyLog";
import { inspectFile } from "../core/inspect/file";
import { decodeText } from "../decodeText";
import { givenPassphrase } from "./passphrase";
import { createNodeProvider } from "../net/cryptoNode";
import { readInput } from "./input";
import type { Values } from "./options";
import { print } from "./output";

/** `inspect FILE|-`: 0 when nothing is wrong, 1 when a finding is an error. */
export async function inspect(file: string, values: Values): Promise<number> {
  const { bytes, label } = await readInput(file);
  const keyLog =
    values.keylog === undefined ? [] : parseKeyLog(await readFile(values.keylog, "utf8")).entries;
  const inspections = inspectFile(bytes, {
    label,
    keyLog,
    provider: createNodeProvider().provider,
    trust: { roots: undefined, storeName: "none", at: new Date().toISOString() },
    decodeText,
    passphrase: givenPassphrase(),
  });
  print(inspections, values, true);
  return inspections.some(({ findings }) => findings.some(({ severity }) => severity === "error")) ? 1 : 0;
}
