import { clientAuthentication } from "./clientAuthentication";
import { compatibilityMode } from "./compatibilityMode";
import { helloRetryRequest } from "./helloRetryRequest";
import { resumed0Rtt } from "./resumed0Rtt";
import { simple1Rtt } from "./simple1Rtt";
import type { Rfc8448Trace } from "./trace";

export { rfc8448ServerKey } from "./serverKey";
export type { Rfc8448Trace } from "./trace";
export { clientAuthentication, compatibilityMode, helloRetryRequest, resumed0Rtt, simple1Rtt };

/** All five traces of RFC 8448 by the names of their files. */
export const RFC8448_TRACES: Readonly<Record<string, Rfc8448Trace>> = {
  simple1Rtt,
  resumed0Rtt,
  helloRetryRequest,
  clientAuthentication,
  compatibilityMode,
};
