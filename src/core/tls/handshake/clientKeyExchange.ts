import { body, field, opaqueVector, rest, select } from "../../grammar";

const encrypted = field("tls.handshake.epms", opaqueVector(2, 1), "Encrypted Pre-Master Secret");
const point = field("tls.handshake.client_point", opaqueVector(1, 1), "Public Key");
const yc = field("tls.handshake.yc", opaqueVector(2, 1), "Public Key Yc");
const identity = field("tls.handshake.client.psk_identity", opaqueVector(2), "PSK Identity");

/** RFC 5246 §7.4.7, RFC 8422 §5.7, RFC 4279: what it holds hangs on the key exchange. */
export const ClientKeyExchange = select(
  {
    rsa: body({ encrypted_pre_master_secret: encrypted }),
    ecdhe: body({ ecdh_Yc: point }),
    dhe: body({ dh_Yc: yc }),
    psk: body({ psk_identity: identity }),
    ecdhe_psk: body({ psk_identity: identity, ecdh_Yc: point }),
    dhe_psk: body({ psk_identity: identity, dh_Yc: yc }),
    rsa_psk: body({ psk_identity: identity, encrypted_pre_master_secret: encrypted }),
    unknown: body({ data: field("tls.handshake.client_params", rest(), "Parameters") }),
  },
  ({ keyExchange }) => (keyExchange === undefined || keyExchange === "tls13" ? "unknown" : keyExchange),
);
