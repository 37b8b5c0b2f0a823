import { describe, expect, it } from "vitest";
import { fromHex } from "../../../src/core/bytes/hex";
import { flightsOf } from "../../../src/core/inspect/direction";

/** A record of TLS 1.2 with this type and content, in hex. */
const record = (type: string, content: string): string =>
  `${type} 0303 ${(fromHex(content).length + 0x10000).toString(16).slice(1)} ${content}`;
const HELLO_REQUEST_LIKE = "02 2b6c13 aabbccddeeff00112233445566778899aabbccddeeff0011223344";

describe("records of both sides, one after another", () => {
  it("go to who sent them, also an encrypted Finished whose first byte looks like a server's message", () => {
    const records = [
      record("16", "10 000002 aabb"), // Client Key Exchange
      record("14", "01"),
      record("16", HELLO_REQUEST_LIKE), // the client's encrypted Finished
      record("16", "04 000006 000000000000"), // New Session Ticket
      record("14", "01"),
      record("16", HELLO_REQUEST_LIKE),
    ];
    const bytes = fromHex(records.join(""));
    const before = fromHex(records.slice(0, 3).join("")).length;
    expect(flightsOf(bytes, "server")).toEqual([
      { from: "client", start: 0, end: before },
      { from: "server", start: before, end: bytes.length },
    ]);
  });

  it("take a second Change Cipher Spec for the other side's", () => {
    const records = [
      record("16", "10 000000"),
      record("14", "01"),
      record("16", "ffffffffffff"),
      record("14", "01"),
    ];
    const bytes = fromHex(records.join(""));
    expect(flightsOf(bytes, "client").map(({ from }) => from)).toEqual(["client", "server"]);
  });
});
