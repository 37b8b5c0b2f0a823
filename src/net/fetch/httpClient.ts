import { Agent as HttpAgent, ClientRequest, STATUS_CODES, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { short } from "../../core/words/visible";
import { socketFailure } from "../failures";
import { FetchError, type FetchProblem } from "./fetchError";

/** What every fetch is bounded by. */
export interface FetchOptions {
  /** Aborting it ends the fetch with the problem "cancelled". */
  readonly signal?: AbortSignal | undefined;
  /** For the whole fetch, redirects included; 10 seconds where it is not given. */
  readonly timeoutMs?: number | undefined;
}

export interface HttpRequest extends FetchOptions {
  /** A body makes it a POST. */
  readonly body?: { readonly type: string; readonly bytes: Uint8Array } | undefined;
  /** Media types that are wanted. */
  readonly accept: string;
  readonly maxBytes: number;
}

export interface HttpAnswer {
  /** Where it came from in the end, after redirects. */
  readonly url: string;
  /** "application/pkix-cert", or "". */
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const DEFAULT_TIMEOUT_MS = 10_000;
const MAX_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches one resource by HTTP/1.1 and gives its bytes. Follows at most three redirects, reads at most `maxBytes`, ends
 * after the timeout, connects to nothing but http: and https: addresses. Neither cookies nor credentials are sent.
 * https: servers are trusted as Node trusts them. Throws FetchError, nothing else.
 */
export async function httpFetch(address: string, request: HttpRequest): Promise<HttpAnswer> {
  const deadline = AbortSignal.timeout(request.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = request.signal ? AbortSignal.any([deadline, request.signal]) : deadline;
  let url = parseAddress(address);
  for (let redirects = 0; ; redirects++) {
    const answer = await once(url, request, signal);
    if (!("location" in answer)) return answer;
    if (redirects === MAX_REDIRECTS) {
      throw new FetchError(
        "redirects",
        `${words(address)} redirects more than ${String(MAX_REDIRECTS)} times`,
        "Open the address in a browser to see where it leads; the server may redirect in a circle.",
      );
    }
    url = parseAddress(answer.location, url);
  }
}

/** An address as a person may read it: hostile characters made visible, long ones shortened. */
export function words(address: string): string {
  return short(address, 200);
}

function parseAddress(address: string, base?: URL): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base?.href) : undefined;
  const from = base ? `${words(base.href)} redirects to an address that is not fetched: ` : "";
  if (!url || url.hostname === "") {
    throw new FetchError(
      "address",
      from === "" ? `"${words(address)}" is no address` : `${from}"${words(address)}"`,
      "The certificate's issuer has to name an http: address there.",
    );
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new FetchError(
      "address",
      from === ""
        ? `Addresses of ${words(url.protocol)} are not fetched: ${words(address)}`
        : from + words(address),
      "Fetch it with another program, and open the file.",
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new FetchError(
      "address",
      `${words(url.host)} is named with a user and password, which are not sent`,
      "Fetch it with another program, and open the file.",
    );
  }
  return url;
}

/** One request and its answer, or where it redirects to. */
function once(
  url: URL,
  { accept, body, maxBytes }: HttpRequest,
  signal: AbortSignal,
): Promise<HttpAnswer | { readonly location: string }> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === "https:";
    // A connection of its own, closed afterwards. Made without `http.request`, which VS Code replaces in its extension
    // host by one that asks proxies and keeps its own rules.
    const agent = secure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
    const request = new ClientRequest({
      protocol: url.protocol,
      hostname: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port || (secure ? 443 : 80),
      path: url.pathname + url.search,
      method: body ? "POST" : "GET",
      agent,
      headers: {
        host: url.host,
        accept,
        "accept-encoding": "identity",
        "user-agent": "tls-inspector",
        connection: "close",
        ...(body && { "content-type": body.type, "content-length": String(body.bytes.length) }),
      },
    });
    let settled = false;
    const settle = (finish: () => void): void => {
      if (settled) return;
      settled = true;
      signal.removeEventListener("abort", onAbort);
      finish();
      request.destroy();
      agent.destroy();
    };
    const fail = (error: unknown): void => {
      settle(() => {
        reject(asFetchError(error, url));
      });
    };
    const onAbort = (): void => {
      fail(abortError(signal, url));
    };
    request.on("error", fail);
    request.on("response", (response) => {
      readAnswer(response, url, body !== undefined, maxBytes).then((answer) => {
        settle(() => {
          resolve(answer);
        });
      }, fail);
    });
    if (signal.aborted) {
      onAbort();
      return;
    }
    signal.addEventListener("abort", onAbort);
    request.end(body?.bytes);
  });
}

async function readAnswer(
  response: IncomingMessage,
  url: URL,
  posted: boolean,
  maxBytes: number,
): Promise<HttpAnswer | { readonly location: string }> {
  const status = response.statusCode ?? 0;
  const { location } = response.headers;
  // A POST is repeated only where its repetition is meant (RFC 9110 §15.4.8).
  if (REDIRECTS.has(status) && location !== undefined && (!posted || status >= 307)) return { location };
  if (status !== 200) {
    const reason = STATUS_CODES[status];
    throw new FetchError(
      "status",
      `${words(url.host)} answered ${String(status)}${reason ? ` (${reason})` : ""} to a request for ${words(url.href)}`,
      status >= 500
        ? "The server has a problem of its own: try again later."
        : "The address may be out of date: ask the certificate's issuer for the right one.",
    );
  }
  const chunks: Buffer[] = [];
  let length = 0;
  const tooLong = (): FetchError =>
    new FetchError(
      "size",
      `${words(url.href)} answers with more than ${size(maxBytes)}, which is no such object`,
      "Fetch it with another program, and look at what it is.",
    );
  if (Number(response.headers["content-length"] ?? 0) > maxBytes) throw tooLong();
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLong();
    chunks.push(chunk);
  }
  if (!response.complete) {
    throw new FetchError("reset", `${words(url.host)} broke off its answer`, "Try again.");
  }
  const contentType = (response.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return { url: url.href, contentType, bytes: new Uint8Array(Buffer.concat(chunks)) };
}

function size(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${String(bytes / 1024 / 1024)} MB` : `${String(bytes / 1024)} KB`;
}

function abortError(signal: AbortSignal, url: URL): FetchError {
  const timedOut = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
  return timedOut
    ? new FetchError(
        "timeout",
        `${words(url.host)} did not answer in time`,
        "Try again, or check that a firewall lets this machine reach the address.",
      )
    : new FetchError(
        "cancelled",
        `Fetching ${words(url.href)} was cancelled`,
        "Run it again when you want it.",
      );
}

/** Problems of sockets that a fetch has too; anything else is the network's. */
const SOCKET_PROBLEMS: ReadonlySet<string> = new Set([
  "dns",
  "refused",
  "unreachable",
  "timeout",
  "reset",
] satisfies FetchProblem[]);

function isProblem(kind: string): kind is FetchProblem {
  return SOCKET_PROBLEMS.has(kind);
}

function asFetchError(error: unknown, url: URL): FetchError {
  if (error instanceof FetchError) return error;
  const known = error instanceof Error ? error : new Error(String(error));
  if ("code" in known && /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(String(known.code))) {
    return new FetchError(
      "trust",
      `The certificate of ${words(url.host)} is not trusted (${words(known.message)})`,
      "Fetch it with a program that trusts this server, and open the file.",
    );
  }
  const { id, message, fix } = socketFailure(known, url.host, url.hostname);
  const kind = id.slice(id.indexOf(".") + 1);
  return new FetchError(
    isProblem(kind) ? kind : "network",
    message.replace(/\.$/, ""),
    fix ?? "Check host, port and network.",
  );
}
