import { locatePem } from "../pem";
import type { TextForm } from "./form";

/** PEM (RFC 7468) as it stands, also indented, quoted, escaped, commented out. */
export const pem: TextForm = {
  locate: (text) =>
    locatePem(text).map(({ label, start, end, context, read }) => ({
      form: "PEM",
      pemLabel: label,
      start,
      end,
      context,
      read: () => {
        const block = read();
        return { bytes: block.bytes, runs: block.runs, problems: block.problems, block };
      },
    })),
};
