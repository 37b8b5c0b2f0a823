import { concat } from "../bytes/concat";
import { toHex } from "../bytes/hex";
import { leafKey } from "./leafKey";
import { verifySignature } from "./signature";
import type { MessageCheck } from "./types";

const PARAMS = ["tls.handshake.server_ecdh_params", "tls.handshake.server_dh_params"];

/** Verifies that the server's key exchange parameters are signed with its certificate's key (RFC 5246 §7.4.3, RFC 8422 §5.4). */
export const serverKeyExchange: MessageCheck = (message, { session, provider }) => {
  const value = message.handshake?.tag === "server_key_exchange" ? message.handshake.value : undefined;
  if (value?.tag !== "ecdhe" && value?.tag !== "dhe") return undefined;
  const signed = value.value.signed_params;
  const { clientHello, serverHello, fields } = session;
  const row = PARAMS.map((key) => fields.find(key, message.field)).find((found) => found !== undefined);
  if (!signed || !clientHello || !serverHello || row === undefined) return undefined;
  const params = fields.bytes(row);
  const content = concat(clientHello.random, serverHello.random, params);
  const outcome = verifySignature(
    provider,
    session.version ?? 0x0303,
    leafKey(session, "server"),
    signed.algorithm,
    content,
    signed.signature,
  );
  const over = "both randoms and the key exchange parameters";
  const words = {
    passed: `The signature (${outcome.scheme}) over ${over} verifies with the key in the server's certificate: the ephemeral key is the server's, made for this handshake.`,
    failed: `The signature over ${over} does not verify with the key in the server's certificate: ${outcome.reason ?? ""}.`,
    "not checked": `The signature over ${over} was not checked: ${outcome.reason ?? ""}.`,
  };
  return {
    id: "server_key_exchange.signature",
    status: outcome.status,
    message: words[outcome.status],
    formula: "verify(client_random || server_random || params)",
    messageIndex: message.index,
    inputs: [
      { name: "client_random", hex: toHex(clientHello.random) },
      { name: "server_random", hex: toHex(serverHello.random) },
      { name: "params", spans: [fields.span(row)] },
      { name: "signature", hex: toHex(signed.signature) },
    ],
  };
};
