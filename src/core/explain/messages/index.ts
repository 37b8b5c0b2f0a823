import type { MessageName } from "../../tls/handshake";
import type { Explanation, MessageSituation } from "../types";
import { alert } from "./alert";
import { applicationData } from "./applicationData";
import { certificate } from "./certificate";
import { certificateRequest } from "./certificateRequest";
import { certificateStatus } from "./certificateStatus";
import { certificateVerify } from "./certificateVerify";
import { changeCipherSpec } from "./changeCipherSpec";
import { clientHello } from "./clientHello";
import { clientKeyExchange } from "./clientKeyExchange";
import { compressedCertificate } from "./compressedCertificate";
import { encrypted } from "./encrypted";
import { encryptedExtensions } from "./encryptedExtensions";
import { endOfEarlyData } from "./endOfEarlyData";
import { finished } from "./finished";
import { heartbeat } from "./heartbeat";
import { helloRequest } from "./helloRequest";
import { helloRetryRequest } from "./helloRetryRequest";
import { keyUpdate } from "./keyUpdate";
import type { MessageText } from "./message";
import { newSessionTicket } from "./newSessionTicket";
import { serverHello } from "./serverHello";
import { serverHelloDone } from "./serverHelloDone";
import { serverKeyExchange } from "./serverKeyExchange";
import { unknown } from "./unknown";

/** The words for every handshake message; one that the grammar gains must be added here to compile. */
const HANDSHAKE: Readonly<Record<MessageName, MessageText>> = {
  hello_request: helloRequest,
  client_hello: clientHello,
  server_hello: serverHello,
  hello_retry_request: helloRetryRequest,
  new_session_ticket: newSessionTicket,
  end_of_early_data: endOfEarlyData,
  encrypted_extensions: encryptedExtensions,
  certificate,
  server_key_exchange: serverKeyExchange,
  certificate_request: certificateRequest,
  server_hello_done: serverHelloDone,
  certificate_verify: certificateVerify,
  client_key_exchange: clientKeyExchange,
  finished,
  certificate_status: certificateStatus,
  key_update: keyUpdate,
  compressed_certificate: compressedCertificate,
};

/** Every message that has words of its own, by the name that `Message.name` bears. */
export const MESSAGE_TEXTS: Readonly<Record<string, MessageText>> = {
  ...HANDSHAKE,
  change_cipher_spec: changeCipherSpec,
  alert,
  application_data: applicationData,
  encrypted,
  heartbeat,
  unknown,
};

/**
 * What a message is for, where and why it stands in the handshake, and, in TLS 1.3, where a step of TLS 1.2 went.
 * `name` is a `Message.name`; any other is explained as an unknown message.
 */
export function explainMessage(name: string, situation: MessageSituation): Explanation {
  const text = Object.hasOwn(MESSAGE_TEXTS, name) ? MESSAGE_TEXTS[name] : undefined;
  return (text ?? unknown)(situation);
}
