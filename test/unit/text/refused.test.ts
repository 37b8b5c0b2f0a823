import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { refusedText } from "../../../src/core/text/hexDump/refused";
import { clientHello, sample } from "./samples";

const ids = (text: string): string[] => refusedText(text).map(({ id }) => id);

describe("refusedText", () => {
  it("says why bytes that were saved as text are lost", () => {
    expect(ids(`got ${new TextDecoder().decode(clientHello)}`)).toEqual(["dump.lossy.replacement"]);
  });

  it("says why cat -v is no dump", () => {
    const shown = execFileSync("cat", ["-v"], { input: clientHello, encoding: "utf8" });
    expect(ids(`$ cat -v hello\n${shown}\n`)).toEqual(["dump.lossy.caret"]);
  });

  it("says when a log ends at the first zero byte", () => {
    const text = '10.0.0.1 - - [01/Mar/2026:12:00:00 +0000] "\\x16\\x03\\x01" 400 226\n'.repeat(2);
    expect(ids(text)).toEqual(["dump.lossy.cut", "dump.lossy.cut"]);
  });

  it("says nothing of dumps and words", () => {
    for (const text of [sample("xxd.txt"), sample("python-repr.txt"), "^V pastes, ^C copies", "caf\ufffd"])
      expect(refusedText(text)).toEqual([]);
  });
});
