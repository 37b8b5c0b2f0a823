export {
  HANDSHAKE_HEADER,
  messageName,
  readHandshake,
  titleOf,
  traceHandshake,
  writeHandshake,
} from "./handshake";
export { type HandshakeMessage, MESSAGE_TYPES, type MessageBody, type MessageName } from "./messages";
export { HELLO_RETRY_REQUEST_RANDOM, isHelloRetryRequest } from "../helloRetryRequest";
export { downgradeSentinel } from "./serverHello";
export { ServerDHParams, ServerECDHParams } from "./serverKeyExchange";
