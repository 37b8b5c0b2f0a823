import { Printer, type ByteFormat, type Printed } from "./format";
import { toBase64, toBase64Url } from "../base64";

/** How base64 digits stand in a text. */
interface Base64Form {
  readonly id: string;
  readonly label: string;
  readonly copied?: boolean;
  readonly url?: boolean;
  readonly open: string;
  readonly close: string;
  /** Digits to a line. */
  readonly width?: number;
  readonly newLine?: string;
}

const FORMS: readonly Base64Form[] = [
  { id: "base64", label: "Base64", copied: true, open: "", close: "" },
  { id: "base64-lines", label: "Base64 in lines", open: "", close: "\n", width: 76, newLine: "\n" },
  { id: "base64-mime", label: "Base64 in MIME", open: "", close: "\r\n", width: 76, newLine: "\r\n" },
  { id: "base64url", label: "Base64url", open: "", close: "", url: true },
  { id: "data-url", label: "data: URL", open: "data:application/octet-stream;base64,", close: "" },
  {
    id: "yaml-binary",
    label: "YAML !!binary",
    open: "data: !!binary |\n  ",
    close: "\n",
    width: 76,
    newLine: "\n  ",
  },
  { id: "base64-json", label: "Base64 in JSON", open: '{"bytes": "', close: '"}' },
];

function base64Format(form: Base64Form): ByteFormat {
  const { id, label, copied = false, url = false, open, close, width = Infinity, newLine = "" } = form;
  return {
    id,
    label,
    copied,
    print(bytes): Printed {
      const digits = url ? toBase64Url(bytes) : toBase64(bytes);
      const place = (digit: number): number =>
        open.length + digit + (width === Infinity ? 0 : Math.floor(digit / width) * newLine.length);
      const printer = new Printer().put(open);
      for (let at = 0; at < digits.length; at += width === Infinity ? digits.length : width) {
        if (at > 0) printer.put(newLine);
        printer.put(digits.slice(at, at + width));
      }
      for (let i = 0; i < bytes.length; i++)
        printer.placed({
          start: place(Math.floor((i * 8) / 6)),
          end: place(Math.floor((i * 8 + 7) / 6)) + 1,
        });
      return printer.put(close).finish();
    },
  };
}

/** Base64 (RFC 4648) in what carries it; one row each. */
export const BASE64_FORMATS: readonly ByteFormat[] = FORMS.map(base64Format);
