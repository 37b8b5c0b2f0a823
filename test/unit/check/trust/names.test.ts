import { describe, expect, it } from "vitest";
import { isBelow, nameKey, sameName, type Attribute, type Name } from "../../../../src/core/x509";

const OIDS: Readonly<Record<string, string>> = { CN: "2.5.4.3", O: "2.5.4.10", OU: "2.5.4.11" };

/** "O=Example/CN=x+OU=y": relative distinguished names in the order of their bytes. */
function name(text: string): Name {
  const attribute = (pair: string): Attribute => {
    const [type = "", value = ""] = pair.split("=");
    return { oid: OIDS[type] ?? type, type, value };
  };
  const rdns = text.split("/").map((rdn) => rdn.split("+").map(attribute));
  return { rdns, der: new Uint8Array(0), text };
}

describe("names (RFC 5280 §7.1)", () => {
  const same: readonly (readonly [string, string, string])[] = [
    ["case", "O=Example/CN=Test CA", "O=EXAMPLE/CN=test ca"],
    ["spaces around and within", "O=Example/CN=Test CA", "O= Example /CN=Test    CA"],
    ["the order within a relative distinguished name", "CN=x+OU=y", "OU=y+CN=x"],
    ["case beyond ASCII", "CN=ÄRGER ÉTÉ ΣΟΦΟΣ", "CN=ärger été σοφος"],
    ["folding to more letters", "CN=Straße", "CN=STRASSE"],
    ["compatible forms", "CN=ＡＢＣ ﬁ", "CN=abc fi"],
    ["composed and decomposed letters", "CN=\u00e9", "CN=e\u0301"],
    ["invisible characters", "CN=ex\u00adam\u200bple", "CN=example"],
    ["other spaces", "CN=a\u00a0\u3000b", "CN=a b"],
  ];
  it.each(same)("are the same but for %s", (_, a, b) => {
    expect(sameName(name(a), name(b))).toBe(true);
    expect(nameKey(name(a))).toBe(nameKey(name(b)));
  });

  const different: readonly (readonly [string, string, string])[] = [
    ["the order of relative distinguished names", "O=x/CN=y", "CN=y/O=x"],
    ["one more of them", "O=x", "O=x/CN=y"],
    ["where they are divided", "O=x/CN=y", "O=x+CN=y"],
    ["a space within a word", "CN=ab", "CN=a b"],
    ["the attribute's type", "CN=x", "OU=x"],
    ["an accent", "CN=e", "CN=é"],
  ];
  it.each(different)("differ by %s", (_, a, b) => {
    expect(sameName(name(a), name(b))).toBe(false);
  });

  it("lie below those that they begin with", () => {
    expect(isBelow(name("O=Example/CN=x"), name("O=EXAMPLE"))).toBe(true);
    expect(isBelow(name("O=Example"), name("O=Example/CN=x"))).toBe(false);
    expect(isBelow(name("CN=x/O=Example"), name("O=Example"))).toBe(false);
  });
});
