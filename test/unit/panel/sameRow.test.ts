import { describe, expect, it } from "vitest";
import type { FieldTable } from "../../../src/core/fields/table";
import { inspectText } from "../../../src/core/inspect/text";
import { sameRow } from "../../../src/panel/sameRow";
import { pureProvider } from "../../../src/core/crypto/pure";

const options = {
  label: "log",
  provider: pureProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};
/** Two records on lines of their own that are no one stream: a DER integer list and alerts. */
const fieldsOf = (text: string): FieldTable => inspectText(text, options).fields;
const DER = "30 06 02 01 05 02 01 07";
const alert = (description: string): string => `15 03 03 00 02 02 ${description}`;

/** Where the row of `key` (the nth) goes, told by its key, value and place. */
function after(before: string, now: string, key: string, n = 0): string | undefined {
  const [old, fresh] = [fieldsOf(before), fieldsOf(now)];
  const rows = (fields: FieldTable): number[] =>
    Array.from({ length: fields.length }, (_, row) => row).filter((row) => fields.field(row).key === key);
  const row = rows(old)[n];
  expect(row).toBeDefined();
  const found = sameRow(old, row ?? -1, fresh);
  return found === undefined
    ? undefined
    : `${String(rows(fresh).indexOf(found))} ${fresh.field(found).display}`;
}

describe("the same row after an edit", () => {
  const key = "tls.alert_message.desc";
  it("is found by its way down when its value has changed", () => {
    expect(after(alert("28"), alert("2f"), key)).toMatch(/^0 .*illegal_parameter/);
  });

  it("goes with its bytes when another dump comes before it", () => {
    const [one, other] = [`${alert("28")}\n\ntext\n\n${alert("2f")}`, `${alert("30")}\n\nsome\n\n`];
    expect(after(one, other + one, key, 0)).toMatch(/^1 .*handshake_failure/);
    expect(after(one, other + one, key, 1)).toMatch(/^2 .*illegal_parameter/);
  });

  it("is none when the field is gone", () => {
    expect(after(alert("28"), "16 03 03 00 05 0e 00 00 01 00", key)).toBeUndefined();
    expect(after(alert("28"), "no bytes at all", key)).toBeUndefined();
    expect(sameRow(fieldsOf(DER), 1000, fieldsOf(DER))).toBeUndefined();
  });
});
