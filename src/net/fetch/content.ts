import { short } from "../../core/words/visible";
import { FetchError } from "./fetchError";
import { words } from "./httpClient";

/** The error for an answer that is not what was asked for; says what it is where that is plain. */
export function content(url: string, bytes: Uint8Array, wanted: string): FetchError {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 200)).trimStart();
  const what =
    bytes.length === 0
      ? "nothing"
      : /^<(!doctype|html|\?xml|head|body)/i.test(start)
        ? "a web page"
        : bytes[0] === 0x1f && bytes[1] === 0x8b
          ? "compressed bytes"
          : /^[\x20-\x7e\s]+$/.test(start)
            ? `the text "${short(start, 60)}"`
            : "something else";
  return new FetchError(
    "content",
    `${words(url)} gives ${what} where ${wanted} belongs`,
    what === "a web page"
      ? "A login page or a proxy may stand in between: open the address in a browser."
      : "The address may be out of date: ask the certificate's issuer for the right one.",
  );
}
