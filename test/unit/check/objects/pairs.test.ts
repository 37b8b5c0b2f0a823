import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgePair, type NamedObjects } from "../../../../src/core/check/objects";
import { findTextObjects } from "../../../../src/core/inspect/objects";
import { pureProvider } from "../../../../src/core/crypto/pure";
import { makeChain, type MadeChain } from "../../../support/chains";
import { OpensslFolder } from "../../../support/openssl";

const folder = new OpensslFolder();
let chain: MadeChain;
beforeAll(() => {
  chain = makeChain(folder);
});
afterAll(() => {
  folder.remove();
});

const named = (text: string): NamedObjects => ({ objects: findTextObjects(text), text, isInline: false });
function judge(
  certificate: string | undefined,
  key: string | undefined,
  more: { chain?: string; combined?: boolean; hasPassphrase?: boolean; at?: string } = {},
): string[] {
  return judgePair(
    {
      certificate: certificate === undefined ? undefined : named(certificate),
      key: key === undefined ? undefined : named(key),
      chain: more.chain === undefined ? undefined : named(more.chain),
      combined: more.combined,
      hasPassphrase: more.hasPassphrase ?? false,
    },
    { at: more.at ?? "2026-06-01T00:00:00Z", expiresSoonDays: 30, program: "nginx", provider: pureProvider },
  ).map(({ at, finding }) => `${at}: ${finding.id}`);
}

describe("a certificate and a key that a configuration names together", () => {
  test("are well when they belong together", () => {
    const { leaf, intermediate, leafKey } = chain;
    expect(judge(leaf + intermediate, leafKey)).toEqual([]);
    expect(judge(leaf, leafKey, { chain: intermediate })).toEqual([]);
    expect(judge(leaf + intermediate + leafKey, undefined, { combined: true })).toEqual([]);
  });

  test("do not when the key is another's, or the chain begins with another certificate", () => {
    const { leaf, intermediate, leafKey, otherKey } = chain;
    expect(judge(leaf + intermediate, otherKey)).toEqual(["key: key.mismatch"]);
    expect(judge(intermediate + leaf, leafKey)).toEqual([
      "key: key.mismatch",
      "certificate: chain.outOfOrder",
    ]);
    expect(judge(leaf + intermediate + otherKey, undefined, { combined: true })).toEqual([
      "certificate: key.mismatch",
    ]);
  });

  test("may be the wrong way round, or something else", () => {
    const { leaf, leafKey } = chain;
    expect(judge(leafKey, leaf)).toEqual([
      "certificate: configuration.wrongWayRound",
      "key: configuration.wrongWayRound",
    ]);
    expect(judge("nothing", leafKey)).toEqual(["certificate: configuration.noCertificate"]);
    expect(judge(undefined, "nothing")).toEqual(["key: configuration.noKey"]);
    expect(judge(leaf, undefined, { combined: true, chain: chain.intermediate })).toEqual([
      "certificate: configuration.noKey",
    ]);
  });

  test("need a passphrase for a key that is encrypted", () => {
    const { leaf, intermediate } = chain;
    folder.run("pkcs8 -topk8 -in leaf.key -passout pass:x -out locked.key".split(" "));
    folder.run("ec -in leaf.key -aes128 -passout pass:x -out old.key".split(" "));
    for (const name of ["locked.key", "old.key"]) {
      const key = folder.readText(name);
      expect(judge(leaf + intermediate, key)).toEqual(["key: configuration.noPassphrase"]);
      expect(judge(leaf + intermediate, key, { hasPassphrase: true })).toEqual([]);
    }
  });

  test("are told what the certificate's file is told, where it matters here", () => {
    const { leaf, leafKey, intermediate } = chain;
    expect(judge(leaf, leafKey)).toEqual(["certificate: chain.missingIssuer"]);
    expect(judge(leaf + intermediate, leafKey, { at: "2027-05-20T00:00:00Z" })).toEqual([
      "certificate: certificate.expiresSoon",
    ]);
    expect(judge(leaf + intermediate, leafKey, { at: "2028-05-20T00:00:00Z" })).toEqual([
      "certificate: certificate.expired",
    ]);
  });
});
