import { workspace } from "vscode";

/** A server that the workspace suggests to test. */
export interface SuggestedTarget {
  readonly target: string;
  readonly label: string;
  readonly mutual: boolean;
}

/** A client certificate that the workspace suggests: file names as they stand in the settings. */
export interface SuggestedIdentity {
  readonly label: string;
  readonly certificate: string;
  readonly key: string | undefined;
}

function setting(name: string): unknown {
  return workspace.getConfiguration("tlsInspector").get(name);
}

function records(name: string): Record<string, unknown>[] {
  const value = setting(name);
  return Array.isArray(value)
    ? value.filter((one): one is Record<string, unknown> => typeof one === "object" && one !== null)
    : [];
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** A whole number of milliseconds; `fallback` where the setting holds something else. */
export function milliseconds(name: "timeout" | "settleTime", fallback: number): number {
  const value = setting(name);
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : fallback;
}

/** `tlsInspector.suggestedTargets`; entries without a target are passed over. */
export function suggestedTargets(): SuggestedTarget[] {
  return records("suggestedTargets").flatMap((entry) => {
    const target = text(entry["target"]);
    return target ? [{ target, label: text(entry["label"]) ?? "", mutual: entry["mutual"] === true }] : [];
  });
}

/** `tlsInspector.clientCertificates`; entries without a certificate are passed over. */
export function suggestedIdentities(): SuggestedIdentity[] {
  return records("clientCertificates").flatMap((entry) => {
    const certificate = text(entry["certificate"]);
    return certificate
      ? [{ label: text(entry["label"]) ?? certificate, certificate, key: text(entry["key"]) }]
      : [];
  });
}

/** `tlsInspector.trustedRoots`. */
export function trustedRoots(): string[] {
  const value = setting("trustedRoots");
  return Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : [];
}

/** `tlsInspector.trustStores`: Mozilla's, unless the setting says otherwise. */
export function trustStores(): ("mozilla" | "system")[] {
  const value = setting("trustStores");
  const all = ["mozilla", "system"] as const;
  return Array.isArray(value) ? all.filter((store) => value.includes(store)) : ["mozilla"];
}
