import { application_layer_protocol_negotiation } from "./application_layer_protocol_negotiation";
import { certificate_authorities } from "./certificate_authorities";
import { client_certificate_type, server_certificate_type } from "./certificate_types";
import { compress_certificate } from "./compress_certificate";
import { cookie } from "./cookie";
import { early_data } from "./early_data";
import { ec_point_formats } from "./ec_point_formats";
import { type ExtensionDefinition } from "./extension";
import { encrypt_then_mac, extended_master_secret, post_handshake_auth } from "./flags";
import { key_share } from "./key_share";
import { max_fragment_length } from "./max_fragment_length";
import { oid_filters } from "./oid_filters";
import { padding } from "./padding";
import { pre_shared_key } from "./pre_shared_key";
import { psk_key_exchange_modes } from "./psk_key_exchange_modes";
import { record_size_limit } from "./record_size_limit";
import { renegotiation_info } from "./renegotiation_info";
import { server_name } from "./server_name";
import { session_ticket } from "./session_ticket";
import { signature_algorithms, signature_algorithms_cert } from "./signature_algorithms";
import { signed_certificate_timestamp } from "./signed_certificate_timestamp";
import { status_request } from "./status_request";
import { supported_groups } from "./supported_groups";
import { supported_versions } from "./supported_versions";

/** Every extension whose content we know, by name: a new one is a file and a row here. */
export const extensions = {
  server_name,
  max_fragment_length,
  status_request,
  supported_groups,
  ec_point_formats,
  signature_algorithms,
  application_layer_protocol_negotiation,
  signed_certificate_timestamp,
  client_certificate_type,
  server_certificate_type,
  padding,
  encrypt_then_mac,
  extended_master_secret,
  compress_certificate,
  record_size_limit,
  session_ticket,
  pre_shared_key,
  early_data,
  supported_versions,
  cookie,
  psk_key_exchange_modes,
  certificate_authorities,
  oid_filters,
  post_handshake_auth,
  signature_algorithms_cert,
  key_share,
  renegotiation_info,
} as const;

/** The same by code point. */
export const EXTENSIONS: ReadonlyMap<number, ExtensionDefinition> = new Map(
  Object.values(extensions).map((definition): [number, ExtensionDefinition] => [definition.code, definition]),
);
