import { body, field } from "../../grammar";
import { KeyUpdateRequest } from "../codePoints";

/** RFC 8446 §4.6.3. */
export const KeyUpdate = body({
  request_update: field("tls.key_update.request_update", KeyUpdateRequest, "Request Update"),
});
