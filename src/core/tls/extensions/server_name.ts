import { asciiDescription, body, field, opaqueVector, struct, vector } from "../../grammar";
import { NameType } from "../codePoints";
import { empty } from "./empty";
import { extension } from "./extension";

const ServerName = struct({
  name_type: field("tls.handshake.extensions_server_name_type", NameType, "Server Name Type"),
  host_name: field(
    "tls.handshake.extensions_server_name",
    opaqueVector(2, 1, undefined, asciiDescription),
    "Server Name",
  ),
});

/** RFC 6066 §3. */
export const server_name = extension(0, {
  client_hello: body({
    server_name_list: field(
      "tls.handshake.extensions_server_name_list",
      vector(2, field("tls.handshake.extensions_server_name_entry", ServerName, "Server Name Entry"), 1),
      "Server Name List",
    ),
  }),
  server_hello: empty,
  encrypted_extensions: empty,
});
