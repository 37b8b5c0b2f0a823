import { body } from "../../grammar";
import { Extensions } from "./extensionList";

/** RFC 8446 §4.3.1. */
export const EncryptedExtensions = body({ extensions: Extensions });
