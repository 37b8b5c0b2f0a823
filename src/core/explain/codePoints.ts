import {
  CertificateStatusType,
  ClientCertificateType,
  CompressionMethod,
  ContentType,
  HandshakeType,
  ProtocolVersion,
} from "../tls/codePoints";
import { say } from "./say";
import type { Explanation } from "./types";

type Rows = Readonly<Record<string, readonly [rfc: string, text: string]>>;

const VERSIONS: Rows = {
  "SSL 2.0": ["RFC 6176", "Broken since the 1990s and forbidden."],
  "SSL 3.0": ["RFC 7568", "Broken (POODLE) and forbidden since 2015."],
  "TLS 1.0": ["RFC 8996 §4", "Outdated; not to be negotiated since 2021."],
  "TLS 1.1": ["RFC 8996 §5", "Outdated; not to be negotiated since 2021."],
  "TLS 1.2": [
    "RFC 8446 §4.1.2",
    "The version of 2008, still secure with good cipher suites. In TLS 1.3 this number stands here for disguise, and supported_versions tells the truth.",
  ],
  "TLS 1.3": [
    "RFC 8446 §1.2",
    "The version of 2018: one round trip less, certificates encrypted, weak algorithms gone.",
  ],
};

const CERTIFICATE_TYPES: Rows = {
  rsa_sign: ["RFC 5246 §7.4.4", "A certificate with an RSA key that may sign."],
  dss_sign: ["RFC 5246 §7.4.4", "A certificate with a DSA key; hardly used any more."],
  rsa_fixed_dh: ["RFC 5246 §7.4.4", "A certificate with a fixed Diffie-Hellman key; not in use."],
  dss_fixed_dh: ["RFC 5246 §7.4.4", "A certificate with a fixed Diffie-Hellman key; not in use."],
  ecdsa_sign: [
    "RFC 8422 §5.5",
    "A certificate with an elliptic-curve key that may sign: ECDSA, and also Ed25519 and Ed448.",
  ],
  rsa_fixed_ecdh: [
    "RFC 8422 §5.5",
    "A certificate with a fixed elliptic-curve Diffie-Hellman key; deprecated.",
  ],
  ecdsa_fixed_ecdh: [
    "RFC 8422 §5.5",
    "A certificate with a fixed elliptic-curve Diffie-Hellman key; deprecated.",
  ],
};

const CONTENT_TYPES: Rows = {
  change_cipher_spec: [
    "RFC 5246 §7.1",
    "The sender's switch to the new keys; in TLS 1.3 it means nothing and is sent for the sake of old devices on the way.",
  ],
  alert: ["RFC 8446 §6", "A warning, an error, or the end of the connection."],
  handshake: ["RFC 8446 §4", "Messages of the handshake, or pieces of them."],
  application_data: [
    "RFC 8446 §5.2",
    "Protected data. In TLS 1.3 every protected record looks like this from outside, encrypted handshake messages too.",
  ],
  heartbeat: ["RFC 6520 §3", "A sign of life, hardly used since Heartbleed."],
};

function fromRows(rows: Rows, name: string): Explanation | undefined {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
  return row ? say(name, row[0], row[1]) : undefined;
}

/** What a version number means ("TLS 1.2"), where there is something to say. */
export const explainVersion = (value: number): Explanation | undefined =>
  fromRows(VERSIONS, ProtocolVersion.name(value));

/** What a certificate type of TLS 1.2's Certificate Request asks for. */
export const explainCertificateType = (value: number): Explanation | undefined =>
  fromRows(CERTIFICATE_TYPES, ClientCertificateType.name(value));

/** What a record's content type announces. */
export const explainContentType = (value: number): Explanation | undefined =>
  fromRows(CONTENT_TYPES, ContentType.name(value));

/** A handshake message's type needs no words of its own: those of the message stand beside it. */
export const explainHandshakeType = (value: number): Explanation | undefined =>
  HandshakeType.name(value) === "unknown"
    ? say("Handshake Type", "RFC 8446 §4", "A message type that is not registered.")
    : undefined;

export const explainCompression = (value: number): Explanation | undefined =>
  CompressionMethod.name(value) === "null"
    ? say("null", "RFC 8446 §4.1.2", "No compression, as it must be in TLS 1.3.")
    : say(
        CompressionMethod.name(value),
        "RFC 3749",
        "Compression before encryption gives secrets away (CRIME) and should be off.",
      );

export const explainStatusType = (value: number): Explanation | undefined =>
  CertificateStatusType.name(value) === "ocsp" ? say("ocsp", "RFC 6066 §8", "One OCSP response.") : undefined;
