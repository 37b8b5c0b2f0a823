import { body, type UnionValue } from "../../grammar";
import { Certificate } from "./certificate";
import { CertificateRequest } from "./certificateRequest";
import { CertificateStatusBody } from "../structures/certificateStatusBody";
import { CertificateVerify } from "./certificateVerify";
import { ClientHello } from "./clientHello";
import { ClientKeyExchange } from "./clientKeyExchange";
import { CompressedCertificate } from "./compressedCertificate";
import { EncryptedExtensions } from "./encryptedExtensions";
import { Finished } from "./finished";
import { KeyUpdate } from "./keyUpdate";
import { NewSessionTicket } from "./newSessionTicket";
import { ServerHello } from "./serverHello";
import { ServerKeyExchange } from "./serverKeyExchange";

const nothing = body({});

/** What each handshake message holds, by its RFC name: a new message is a file and a row here. */
export const MESSAGES = {
  hello_request: nothing,
  client_hello: ClientHello,
  server_hello: ServerHello,
  hello_retry_request: ServerHello,
  new_session_ticket: NewSessionTicket,
  end_of_early_data: nothing,
  encrypted_extensions: EncryptedExtensions,
  certificate: Certificate,
  server_key_exchange: ServerKeyExchange,
  certificate_request: CertificateRequest,
  server_hello_done: nothing,
  certificate_verify: CertificateVerify,
  client_key_exchange: ClientKeyExchange,
  finished: Finished,
  certificate_status: CertificateStatusBody,
  key_update: KeyUpdate,
  compressed_certificate: CompressedCertificate,
} as const;

export type MessageName = keyof typeof MESSAGES;

/** The structure of a message. */
export type MessageBody<N extends MessageName> = (typeof MESSAGES)[N];

/** A handshake message's name and content. */
export type HandshakeMessage = UnionValue<typeof MESSAGES>;

/** Code points of the messages (Hello Retry Request is a Server Hello on the wire). */
export const MESSAGE_TYPES: Readonly<Record<MessageName, number>> = {
  hello_request: 0,
  client_hello: 1,
  server_hello: 2,
  hello_retry_request: 2,
  new_session_ticket: 4,
  end_of_early_data: 5,
  encrypted_extensions: 8,
  certificate: 11,
  server_key_exchange: 12,
  certificate_request: 13,
  server_hello_done: 14,
  certificate_verify: 15,
  client_key_exchange: 16,
  finished: 20,
  certificate_status: 22,
  key_update: 24,
  compressed_certificate: 25,
};
