import { toHex } from "../bytes/hex";
import { asciiBytes } from "../crypto/octets";
import type { CryptoProvider } from "../crypto/provider";
import { isGrease16 } from "../grammar";
import type { Session } from "../session/types";
import { extensions } from "../tls/extensions";

type Hashing = Pick<CryptoProvider, "hash">;
type ClientHello = NonNullable<Session["clientHello"]>;

/** JA3, JA3S (salesforce/ja3) and JA4 (FoxIO/ja4, its BSD-licensed part) of a session's hellos, as far as they were read. */
export function fingerprintsOf(session: Session, provider: Hashing): Record<string, string> {
  const { serverHello } = session;
  // The first Client Hello counts: a second one only answers a Hello Retry Request.
  const first = session.messages.find(({ handshake }) => handshake?.tag === "client_hello")?.handshake;
  const clientHello = first?.tag === "client_hello" ? first.value : undefined;
  const found: Record<string, string> = {};
  if (clientHello)
    Object.assign(found, { ja3: md5(provider, ja3(clientHello)), ja4: ja4(clientHello, provider) });
  if (serverHello) {
    const types = (serverHello.extensions ?? []).map((one) => one.extension_type);
    found["ja3s"] = md5(
      provider,
      [serverHello.legacy_version, serverHello.cipher_suite, types.join("-")].join(","),
    );
  }
  return found;
}

function md5(provider: Hashing, text: string): string {
  return toHex(provider.hash("md5", asciiBytes(text)));
}

/** Without GREASE (RFC 8701), which is random by design. */
function plain(codes: readonly number[]): number[] {
  return codes.filter((code) => !isGrease16(code));
}

function ja3({ legacy_version, cipher_suites, extensions: list }: ClientHello): string {
  const types = (list ?? []).map((one) => one.extension_type);
  const groups = extensions.supported_groups.find(list, "client_hello")?.named_group_list ?? [];
  const formats = extensions.ec_point_formats.find(list, "client_hello")?.ec_point_format_list ?? [];
  const parts = [plain(cipher_suites), plain(types), plain(groups), formats].map((codes) => codes.join("-"));
  return [String(legacy_version), ...parts].join(",");
}

const VERSIONS: Readonly<Record<number, string>> = {
  0x0304: "13",
  0x0303: "12",
  0x0302: "11",
  0x0301: "10",
  0x0300: "s3",
  0x0002: "s2",
};
const SERVER_NAME = 0;
const ALPN = 16;

function ja4(hello: ClientHello, provider: Hashing): string {
  const list = hello.extensions;
  const types = plain((list ?? []).map((one) => one.extension_type));
  const suites = plain(hello.cipher_suites);
  const versions = plain(
    extensions.supported_versions.find(list, "client_hello")?.versions ?? [hello.legacy_version],
  );
  const schemes = plain(
    extensions.signature_algorithms.find(list, "client_hello")?.supported_signature_algorithms ?? [],
  );
  const alpn = extensions.application_layer_protocol_negotiation.find(list, "client_hello")
    ?.protocol_name_list[0];
  const version = VERSIONS[Math.max(...versions)] ?? "00";
  const named = types.includes(SERVER_NAME) ? "d" : "i";
  const counts = [suites, types].map((codes) => String(Math.min(codes.length, 99)).padStart(2, "0")).join("");
  const sorted = (codes: readonly number[]): string => codes.map(hex4).sort().join(",");
  const others = sorted(types.filter((type) => type !== SERVER_NAME && type !== ALPN));
  const tail = schemes.length > 0 ? `${others}_${schemes.map(hex4).join(",")}` : others;
  return [
    `t${version}${named}${counts}${alpnEnds(alpn)}`,
    short(provider, sorted(suites)),
    short(provider, tail),
  ].join("_");
}

function hex4(code: number): string {
  return code.toString(16).padStart(4, "0");
}

/** The first 12 digits of a list's SHA-256; zeros for an empty list. */
function short(provider: Hashing, text: string): string {
  return text === "" ? "0".repeat(12) : toHex(provider.hash("sha256", asciiBytes(text))).slice(0, 12);
}

/** First and last character of the first ALPN protocol; digits of its hex where those are no letters or digits. */
function alpnEnds(protocol: Uint8Array | undefined): string {
  if (!protocol || protocol.length === 0) return "00";
  const ends = [protocol[0] ?? 0, protocol.at(-1) ?? 0];
  const text = String.fromCharCode(...ends);
  if (/^[0-9a-z]{2}$/i.test(text)) return text;
  const digits = toHex(protocol);
  return `${digits.charAt(0)}${digits.charAt(digits.length - 1)}`;
}
