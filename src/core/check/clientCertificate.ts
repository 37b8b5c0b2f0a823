import { Element, readElement } from "../asn1/element";
import { schemeOf } from "../crypto/signatureSchemes";
import type { CheckInput } from "../inspection";
import type { Session, SessionMessage } from "../session/types";
import { ClientCertificateType, SignatureScheme } from "../tls/codePoints";
import { extensions } from "../tls/extensions";
import { readCertificate, sameName, type Certificate, type Name } from "../x509";
import { readName } from "../x509/name";
import type { MessageCheck } from "./types";

/** What a Certificate Request asks for, in either version. */
interface Asked {
  readonly message: SessionMessage;
  readonly tls13: boolean;
  readonly schemes: readonly number[];
  /** Client certificate types; undefined in TLS 1.3, which has none. */
  readonly types: readonly number[] | undefined;
  readonly authorities: readonly Name[];
}

/** Whether the client's certificate is what the server asked for (RFC 5246 §7.4.6, RFC 8446 §4.4.2.3). */
export const clientCertificate: MessageCheck = (message, { session }) => {
  const value =
    message.handshake?.tag === "certificate" && message.from === "client"
      ? message.handshake.value
      : undefined;
  const asked = askedBefore(session, message);
  if (!value || !asked) return undefined;
  const ders =
    value.tag === "tls13"
      ? value.value.certificate_list.map((entry) => entry.cert_data)
      : value.value.certificate_list;
  const inputs: CheckInput[] = [
    { name: "Certificate Request", spans: [asked.message.span] },
    { name: "Certificate", spans: [message.span] },
  ];
  const base = { id: "certificate.client.suits", messageIndex: message.index, inputs };
  // An empty Certificate has nothing to suit; its explanation says what it means.
  if (ders.length === 0) return undefined;
  const chain = ders.flatMap((der) => readCertificate(der) ?? []);
  const [leaf] = chain;
  if (!leaf) return { ...base, status: "not checked", message: "The client's certificate cannot be read." };
  const { good, bad } = judge(leaf, chain, asked);
  return bad.length > 0
    ? {
        ...base,
        status: "failed",
        message: `The client's certificate does not suit what the server asked for: ${bad.join("; ")}.`,
      }
    : {
        ...base,
        status: "passed",
        message: `The client's certificate suits what the server asked for: ${good.join("; ")}.`,
      };
};

function askedBefore({ messages }: Session, message: SessionMessage): Asked | undefined {
  const request = messages.findLast(
    ({ index, handshake }) => index < message.index && handshake?.tag === "certificate_request",
  );
  if (request?.handshake?.tag !== "certificate_request") return undefined;
  const { value } = request.handshake;
  if (value.tag === "tls12") {
    const { certificate_types, supported_signature_algorithms, certificate_authorities } = value.value;
    return {
      message: request,
      tls13: false,
      schemes: supported_signature_algorithms ?? [],
      types: certificate_types,
      authorities: names(certificate_authorities),
    };
  }
  const list = value.value.extensions;
  const schemes =
    extensions.signature_algorithms.find(list, "certificate_request")?.supported_signature_algorithms ?? [];
  const authorities = extensions.certificate_authorities.find(list, "certificate_request")?.authorities ?? [];
  return { message: request, tls13: true, schemes, types: undefined, authorities: names(authorities) };
}

function names(ders: readonly Uint8Array[]): Name[] {
  return ders.flatMap((der) => {
    const element = readElement(der, 0, der.length);
    return element instanceof Element ? [readName(element)] : [];
  });
}

/** RFC 5246 §7.4.4 and RFC 8422 §5.5: which certificate type stands for keys of a kind. */
const TYPES: Readonly<Record<string, number>> = { rsa: 1, ecdsa: 64, ed25519: 64, ed448: 64 };

function judge(
  leaf: Certificate,
  chain: readonly Certificate[],
  { schemes, types, authorities, tls13 }: Asked,
): { good: string[]; bad: string[] } {
  const good: string[] = [];
  const bad: string[] = [];
  const say = (holds: boolean, yes: string, no: string): void => {
    (holds ? good : bad).push(holds ? yes : no);
  };
  const { key, description } = leaf.publicKey;
  const usable = schemes.filter((scheme) => fits(scheme, key, tls13));
  const listed = usable
    .slice(0, 3)
    .map((scheme) => SignatureScheme.name(scheme))
    .join(", ");
  if (schemes.length > 0)
    say(
      usable.length > 0,
      `its key (${description}) can sign with ${listed}`,
      `its key (${description}) can make none of the ${String(schemes.length)} kinds of signature that the server accepts`,
    );
  const type = key && TYPES[key.kind];
  if (types && type !== undefined) {
    const name = ClientCertificateType.name(type);
    say(
      types.includes(type),
      `the type ${name} is accepted`,
      `the server does not accept certificates of the type ${name}`,
    );
  }
  if (authorities.length === 0) good.push("the server names no authorities, so any will do");
  else {
    const known = chain.some(({ issuer }) => authorities.some((name) => sameName(name, issuer)));
    say(
      known,
      "it leads to an authority that the server named",
      `none of its issuers ("${leaf.issuer.text}") is among the ${String(authorities.length)} authorities that the server named`,
    );
  }
  const { keyUsage, extKeyUsage } = leaf;
  if (keyUsage && !keyUsage.includes("digitalSignature"))
    bad.push("its key usage does not allow signatures (digitalSignature)");
  if (extKeyUsage && !extKeyUsage.includes("clientAuth") && !extKeyUsage.includes("anyExtendedKeyUsage"))
    bad.push("its extended key usage does not allow to authenticate a client (clientAuth)");
  return { good, bad };
}

function fits(scheme: number, key: Certificate["publicKey"]["key"], tls13: boolean): boolean {
  const parameters = schemeOf(scheme);
  if (!key || parameters?.keyKind !== key.kind) return false;
  if (!tls13) return true;
  return !parameters.legacy && (key.kind !== "ecdsa" || parameters.curve === key.curve);
}
