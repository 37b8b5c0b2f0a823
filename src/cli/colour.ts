import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Paints text where the terminal has colour (NO_COLOR, FORCE_COLOR and pipes are heeded). */
export type Paint = (style: Style, text: string) => string;

/** The painter for a stream. */
export function painterFor(stream: NodeJS.WriteStream): Paint {
  const coloured = process.env["FORCE_COLOR"]
    ? process.env["FORCE_COLOR"] !== "0"
    : !process.env["NO_COLOR"] && stream.isTTY && stream.hasColors();
  return coloured ? (style, text) => styleText(style, text) : (_, text) => text;
}
