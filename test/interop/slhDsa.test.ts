import { describe, it } from "vitest";
import type { SlhDsaSet } from "../../src/core/crypto/provider";
import { expectPostQuantum, postQuantumPair } from "../support/postQuantum";

const SETS = (["SHA2", "SHAKE"] as const).flatMap((hash) =>
  (["128s", "128f", "192s", "192f", "256s", "256f"] as const).map(
    (set): SlhDsaSet => `SLH-DSA-${hash}-${set}`,
  ),
);

// The small sets take OpenSSL seconds to make a key and sign.
describe.runIf(postQuantumPair("SLH-DSA-SHA2-128f"))(
  "certificates that OpenSSL 3.5 signs with SLH-DSA",
  () => {
    it.each(SETS)(
      "%s",
      (name) => {
        expectPostQuantum(name);
      },
      120_000,
    );
  },
);
