import { body, field, opaqueVector, rest, select, struct, when } from "../../grammar";
import { ECCurveType, NamedGroup } from "../codePoints";
import { DigitallySigned } from "../structures/digitallySigned";

/** RFC 8422 §5.4 with a named curve, the only form still in use. */
export const ServerECDHParams = struct({
  curve_type: field("tls.handshake.server_curve_type", ECCurveType, "Curve Type"),
  named_curve: field("tls.handshake.server_named_curve", NamedGroup, "Named Curve"),
  public: field("tls.handshake.server_point", opaqueVector(1, 1), "Public Key"),
});

/** RFC 5246 §7.4.3. */
export const ServerDHParams = struct({
  dh_p: field("tls.handshake.p", opaqueVector(2, 1), "Prime p"),
  dh_g: field("tls.handshake.g", opaqueVector(2, 1), "Generator g"),
  dh_Ys: field("tls.handshake.ys", opaqueVector(2, 1), "Public Key Ys"),
});

const signature = when(
  (context) => context.signed !== false,
  field("tls.handshake.server_signature", DigitallySigned, "Signature"),
);
const hint = field("tls.handshake.server.hint", opaqueVector(2), "PSK Identity Hint");
const ecdh = field("tls.handshake.server_ecdh_params", ServerECDHParams, "EC Diffie-Hellman Server Params");
const dh = field("tls.handshake.server_dh_params", ServerDHParams, "Diffie-Hellman Server Params");

/** RFC 5246 §7.4.3, RFC 8422 §5.4, RFC 4279 §2: what it holds hangs on the key exchange. */
export const ServerKeyExchange = select(
  {
    ecdhe: body({ params: ecdh, signed_params: signature }),
    dhe: body({ params: dh, signed_params: signature }),
    psk: body({ psk_identity_hint: hint }),
    ecdhe_psk: body({ psk_identity_hint: hint, params: ecdh }),
    dhe_psk: body({ psk_identity_hint: hint, params: dh }),
    unknown: body({ data: field("tls.handshake.server_params", rest(), "Parameters") }),
  },
  ({ keyExchange }) => {
    if (keyExchange === "rsa_psk") return "psk";
    return keyExchange === undefined || keyExchange === "rsa" || keyExchange === "tls13"
      ? "unknown"
      : keyExchange;
  },
);
