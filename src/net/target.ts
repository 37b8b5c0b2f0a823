import { domainToASCII } from "node:url";
import { isIP } from "node:net";

/** A server to connect to. */
export interface Target {
  /** Name or IP literal, without brackets, as it is handed to the resolver (A-labels). */
  readonly host: string;
  readonly port: number;
  /** For SNI and the name check: the host without a trailing dot; undefined for IP literals (RFC 6066 §3). */
  readonly serverName: string | undefined;
  /** "localhost:8443", "[::1]:8443". */
  readonly label: string;
}

/** A target that cannot be one; `message` says what is wrong, for the user. */
export class TargetError extends Error {
  override readonly name = "TargetError";
}

/** Ports of URL schemes that begin with TLS. */
const SCHEME_PORTS: Readonly<Record<string, number>> = {
  https: 443,
  wss: 443,
  ftps: 990,
  imaps: 993,
  ldaps: 636,
  pop3s: 995,
  smtps: 465,
  mqtts: 8883,
  amqps: 5671,
  sips: 5061,
  tls: 443,
  rediss: 6379,
};
const PLAIN_SCHEMES = new Set(["http", "ws", "ftp", "imap", "ldap", "pop3", "smtp", "mqtt", "amqp", "redis"]);

/**
 * Reads `host`, `host:port`, `[IPv6]:port` or a URL. International names become A-labels, the default port is 443 or
 * the URL scheme's. Throws TargetError.
 */
export function parseTarget(text: string): Target {
  const trimmed = text.trim();
  if (trimmed === "") throw new TargetError("Type a host, host:port or URL.");
  const url = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(trimmed);
  const scheme = url?.[1]?.toLowerCase();
  if (scheme && PLAIN_SCHEMES.has(scheme))
    throw new TargetError(
      `${scheme}:// begins without TLS. Give the port that begins with TLS, as host:port.`,
    );
  const defaultPort = scheme === undefined ? 443 : SCHEME_PORTS[scheme];
  // Only what stands before path, query and fragment, and after user information, is an authority.
  const authority = (url?.[2] ?? trimmed).split(/[/?#]/, 1)[0]?.replace(/^.*@/, "") ?? "";
  const { host, port } = splitAuthority(authority);
  const number = port === undefined ? defaultPort : parsePort(port);
  if (number === undefined)
    throw new TargetError(`${scheme ?? ""}:// has no port that we know. Give one, as host:port.`);
  return target(host, number);
}

function splitAuthority(authority: string): { host: string; port: string | undefined } {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(authority);
  if (bracketed) {
    const [, host = "", port] = bracketed;
    if (isIP(host.replace(/%.*$/, "")) !== 6) throw new TargetError(`[${host}] is no IPv6 address.`);
    return { host, port };
  }
  if (isIP(authority) === 6) return { host: authority, port: undefined };
  const colon = authority.indexOf(":");
  if (colon !== authority.lastIndexOf(":"))
    throw new TargetError("An IPv6 address with a port goes into brackets: [::1]:8443.");
  return colon < 0
    ? { host: authority, port: undefined }
    : { host: authority.slice(0, colon), port: authority.slice(colon + 1) };
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (!(port >= 1 && port <= 65535))
    throw new TargetError(`"${text}" is no port: a number from 1 to 65535 belongs there.`);
  return port;
}

function target(host: string, port: number): Target {
  if (isIP(host.replace(/%.*$/, "")) === 6)
    return { host, port, serverName: undefined, label: `[${host}]:${String(port)}` };
  if (isIP(host) === 4) return { host, port, serverName: undefined, label: `${host}:${String(port)}` };
  const ascii = domainToASCII(host);
  const name = ascii.replace(/\.$/, "");
  if (
    name === "" ||
    name.length > 253 ||
    !name.split(".").every((label) => /^[\w](?:[\w-]{0,61}[\w])?$/.test(label))
  ) {
    throw new TargetError(`"${host}" is no host name.`);
  }
  // domainToASCII turns numbers such as 2130706433 into IPv4 addresses, as browsers do.
  if (isIP(name) === 4) return { host: name, port, serverName: undefined, label: `${name}:${String(port)}` };
  // Resolvers know "localhost" from a file, which has no final dot; RFC 6761 §6.3 makes the two one.
  return {
    host: name === "localhost" ? name : ascii,
    port,
    serverName: name,
    label: `${host.replace(/\.$/, "")}:${String(port)}`,
  };
}
