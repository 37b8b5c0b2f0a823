export {
  HANDSHAKE_HEADER,
  messageName,
  readHandshake,
  titleOf,
  traceHandshake,
  writeHandshake,
} from "./handshake";
export { type HandshakeMessage, MESSAGE_TYPES, type MessageBody, type MessageName } from "./messages";
export { downgradeSentinel, HELLO_RETRY_REQUEST_RANDOM, isHelloRetryRequest } from "./serverHello";
export { ServerDHParams, ServerECDHParams } from "./serverKeyExchange";
