import { body, field, vector } from "../../grammar";
import { ECPointFormat } from "../codePoints";
import { extension } from "./extension";

const formats = body({
  ec_point_format_list: field(
    "tls.handshake.extensions_ec_point_formats",
    vector(1, field("tls.handshake.extensions_ec_point_format", ECPointFormat, "EC Point Format"), 1),
    "EC Point Formats",
  ),
});

/** RFC 8422 §5.1.2. */
export const ec_point_formats = extension(11, { client_hello: formats, server_hello: formats });
