import { base64, hex, pem, type TextForm } from "../text/forms";
import { jwk } from "./jwk";

/** Ways of writing objects, the more telling ones first: what one has found is no other's. A new one is a file and a row. */
export const FORMS: readonly TextForm[] = [pem, base64, hex, jwk];
