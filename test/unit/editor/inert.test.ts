import { expect, test } from "vitest";
import { inert } from "../../../src/editor/inert";

test("letters, digits and blanks stay; everything else becomes a character reference", () => {
  expect(inert("CN=a b\n9")).toBe("CN&#61;a b 9");
});

test("nothing that means something in Markdown or HTML is left", () => {
  const hostile =
    "<img src=x onerror=alert(1)> [a](command:b) https://c.example www.d.example $(e) | `f` &lt; 😀 *g*";
  const text = inert(hostile);
  expect(text.replace(/&#\d+;/g, "")).toMatch(/^[A-Za-z0-9 ]*$/);
  expect(text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))).toBe(hostile);
});
