import type { ConnectRequest } from "../src/protocol";

type Version = NonNullable<ConnectRequest["minVersion"]>;

/** A request as the form holds it: lists as text, "" for what is left open. */
export interface Draft {
  readonly target: string;
  readonly serverName: string;
  readonly minVersion: string;
  readonly maxVersion: string;
  readonly cipherSuites: string;
  readonly groups: string;
  readonly alpn: string;
  readonly timeoutMs: string;
  readonly mutual: boolean;
  readonly clientCertificate: string;
  readonly clientKey: string;
}

/** The form's copy of a request. */
export function fromRequest(request: ConnectRequest): Draft {
  const list = (names: readonly string[] | undefined): string => names?.join(", ") ?? "";
  return {
    target: request.target,
    serverName: request.serverName ?? "",
    minVersion: request.minVersion ?? "",
    maxVersion: request.maxVersion ?? "",
    cipherSuites: list(request.cipherSuites),
    groups: list(request.groups),
    alpn: list(request.alpn),
    timeoutMs: request.timeoutMs === undefined ? "" : String(request.timeoutMs),
    mutual: request.mutual,
    clientCertificate: request.clientCertificate ?? "",
    clientKey: request.clientKey ?? "",
  };
}

/** What is wrong with a draft, by field; empty when it can be run. */
export function problems(draft: Draft): { target?: string; versions?: string; timeoutMs?: string } {
  const timeout = draft.timeoutMs.trim();
  return {
    ...(draft.target.trim() === "" ? { target: "Say whom to connect to, such as localhost:8443." } : {}),
    ...(draft.minVersion === "TLS 1.3" && draft.maxVersion === "TLS 1.2"
      ? { versions: "The highest version is below the lowest." }
      : {}),
    ...(timeout !== "" && !/^[1-9]\d{0,6}$/.test(timeout)
      ? { timeoutMs: "A whole number of milliseconds." }
      : {}),
  };
}

/** The request of a draft without problems; what was left open is absent. */
export function toRequest(draft: Draft): ConnectRequest {
  const list = (text: string): readonly string[] | undefined => {
    const names = text.split(/[\s,;:]+/).filter((name) => name !== "");
    return names.length === 0 ? undefined : names;
  };
  const version = (text: string): Version | undefined =>
    text === "TLS 1.2" || text === "TLS 1.3" ? text : undefined;
  const text = (value: string): string | undefined => (value.trim() === "" ? undefined : value.trim());
  const optional = {
    serverName: text(draft.serverName),
    minVersion: version(draft.minVersion),
    maxVersion: version(draft.maxVersion),
    cipherSuites: list(draft.cipherSuites),
    groups: list(draft.groups),
    alpn: list(draft.alpn),
    clientCertificate: draft.mutual ? text(draft.clientCertificate) : undefined,
    clientKey: draft.mutual ? text(draft.clientKey) : undefined,
    timeoutMs: text(draft.timeoutMs) === undefined ? undefined : Number(draft.timeoutMs),
  };
  return { target: draft.target.trim(), mutual: draft.mutual, ...present(optional) };
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Present<T>;
}
