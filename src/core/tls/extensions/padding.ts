import { body, field, rest } from "../../grammar";
import { count } from "../../bytes/reader";
import { extension } from "./extension";

const zeros = {
  display: (bytes: Uint8Array): string =>
    `${count(bytes.length)}${bytes.every((byte) => byte === 0) ? " of zero" : ", not all zero"}`,
};

/** RFC 7685 §3. */
export const padding = extension(21, {
  client_hello: body({ padding: field("tls.handshake.extensions_padding_data", rest(zeros), "Padding") }),
});
