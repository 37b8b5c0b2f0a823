import { body, field, vector } from "../../grammar";
import { PskKeyExchangeMode } from "../codePoints";
import { extension } from "./extension";

/** RFC 8446 §4.2.9. */
export const psk_key_exchange_modes = extension(45, {
  client_hello: body({
    ke_modes: field(
      "tls.extension.psk_ke_modes",
      vector(1, field("tls.extension.psk_ke_mode", PskKeyExchangeMode, "PSK Key Exchange Mode"), 1),
      "PSK Key Exchange Modes",
    ),
  }),
});
