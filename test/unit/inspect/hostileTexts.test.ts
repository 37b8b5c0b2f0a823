import { describe, expect, test } from "vitest";
import { findTextObjects } from "../../../src/core/inspect/objects";

const LENGTH = 4 << 20;
const fill = (text: string): string => text.repeat(Math.floor(LENGTH / text.length));

/** The base64 of the base64 … of a text, so many times. */
function nested(text: string, levels: number): string {
  return levels === 0 ? text : nested(Buffer.from(text).toString("base64"), levels - 1);
}

/** Texts of four megabytes, the most that is read of a file, that would make a careless search slow. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ["BEGIN lines alone", fill("-----BEGIN CERTIFICATE-----\n")],
  ["beginnings of BEGIN lines", fill("-----BEGIN ")],
  ["BEGIN lines with escaped ends", fill("-----BEGIN CERTIFICATE-----\\n")],
  ["END lines alone", fill("-----END CERTIFICATE-----\n")],
  ["base64 on one line", `MII${fill("A")}`],
  ["base64 in lines", fill(`${"MIIB".repeat(16)}\n`)],
  ["beginnings of certificates", fill("MIIC ")],
  ["x5c", fill('"x5c":["MII",')],
  ["x5c of one endless list", `{"x5c":[${fill('"MIIA",')}`],
  ["base64 in base64", nested("-----BEGIN CERTIFICATE-----\n".repeat(5000), 10)],
  ["arrays in arrays", fill("[")],
  ["objects in objects", fill('{"kty":"EC",')],
  ["keys of many kinds in one object", `{${fill('"kty":"RSA","n":"AQAB","e":"AQAB",')}`],
  ["backslashes", fill("\\")],
  ["quotes and backslashes", fill('\\"kty')],
  ["hex", fill("3082")],
  ["short lines", fill("a\n")],
  ["list items", fill("- MIIB\n")],
];

describe("a hostile text is searched in time", () => {
  test.each(TEXTS)(
    "%s",
    (_what, text) => {
      const { user } = process.cpuUsage();
      expect(findTextObjects(text).every(({ start, end }) => start < end)).toBe(true);
      expect((process.cpuUsage().user - user) / 1000).toBeLessThan(4000);
    },
    30_000,
  );
});
