import { describe, expect, it } from "vitest";
import { toHex } from "../../../src/core/bytes/hex";
import { formatKeyLog } from "../../../src/core/capture/keyLog";
import { tcpConversation } from "../../../src/core/capture/tcpConversation";
import { inspectConnection } from "../../../src/core/inspect/connection";
import { inspectText } from "../../../src/core/inspect/text";
import type { Inspection } from "../../../src/core/inspection";
import type { WireLog } from "../../../src/core/session/wireLog";
import { testProvider } from "../../support/provider";
import { RFC8448_TRACES, simple1Rtt } from "../../support/rfc8448";
import { wireLogOf } from "../../support/rfc8448Log";
import { unsound } from "../../support/soundness";

const trust = { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" };

const read = (text: string): Inspection => {
  const inspection = inspectText(text, { label: "paste", provider: testProvider, trust });
  expect(unsound(inspection)).toEqual([]);
  return inspection;
};
const ladder = ({ messages }: Inspection): string[] =>
  messages.map(({ from, name, encrypted }) => `${from} ${encrypted ? "*" : ""}${name}`);
const recorded = (log: WireLog): Inspection =>
  inspectConnection(log, { kind: "text", label: "" }, { provider: testProvider, trust });

/** Rows as xxd prints them. */
function rows(bytes: Uint8Array): string {
  const lines = Array.from({ length: Math.ceil(bytes.length / 16) }, (_, i) => {
    const row = bytes.subarray(i * 16, (i + 1) * 16);
    const groups = toHex(row).replace(/(.{4})(?=.)/g, "$1 ");
    return `${(i * 16).toString(16).padStart(8, "0")}: ${groups}`;
  });
  return `${lines.join("\n")}\n`;
}

function sent(log: WireLog, side: "client" | "server"): Uint8Array {
  return Uint8Array.from(log.chunks.filter(({ from }) => from === side).flatMap(({ bytes }) => [...bytes]));
}

describe("all bytes of one side before the other's", () => {
  it.each(Object.entries(RFC8448_TRACES))(
    "in %s is the same session, opened with the key log lines beside it",
    (_, trace) => {
      const log = wireLogOf(trace);
      const blocks = [
        `client:\n${rows(sent(log, "client"))}`,
        `server:\n${rows(sent(log, "server"))}`,
        `2026-01-01 10:00 keylog: ${formatKeyLog(log.keyLog).trim().split("\n").join("\n2026-01-01 10:00 keylog: ")}`,
      ];
      for (const text of [blocks.join("\n"), [blocks[2], blocks[1], blocks[0]].join("\n")]) {
        const inspection = read(text);
        const names = (side: string): string[] => ladder(inspection).filter((name) => name.startsWith(side));
        const expected = ladder(recorded(log));
        expect(names("client")).toEqual(expected.filter((name) => name.startsWith("client")));
        expect(names("server")).toEqual(expected.filter((name) => name.startsWith("server")));
        // What is over the transcript holds only in the right order.
        const checks = inspection.checks.filter(({ id }) => /^(finished|certificate_verify)/.test(id));
        expect(checks.length).toBeGreaterThan(1);
        expect(checks.map(({ status }) => status)).toEqual(checks.map(() => "passed"));
      }
    },
  );
});

describe("dumps of packets", () => {
  const log = wireLogOf(simple1Rtt);
  const address = (last: number): Uint8Array => Uint8Array.of(10, 0, 0, last);
  const frames = tcpConversation(
    log,
    { address: address(1), port: 40000 },
    { address: address(2), port: 443 },
  ).map(({ bytes }) => bytes);
  const packets = (list: readonly Uint8Array[]): string =>
    list.map((bytes, i) => `Frame ${String(i + 1)}\n${rows(bytes)}`).join("\n");
  const keys = formatKeyLog(log.keyLog);
  const expected = ladder(recorded(log));

  it("give the TCP connection that they carry", () => {
    expect(ladder(read(`${packets(frames)}\n${keys}`))).toEqual(expected);
  });

  it("in the wrong order, and some twice, give the same bytes once", () => {
    const [syn, ack, last, ...rest] = frames;
    const twice = rest.flatMap((frame, i) => (i % 3 === 0 ? [frame, frame] : [frame]));
    const swapped = twice.flatMap((frame, i) => (i % 2 === 0 ? [] : [frame, twice[i - 1] ?? frame]));
    const odd = twice.length % 2 === 1 ? twice.slice(-1) : [];
    const handshake = [syn, ack, last].flatMap((frame) => frame ?? []);
    const inspection = read(`${packets([...handshake, ...swapped, ...odd])}\n${keys}`);
    expect([...ladder(inspection)].sort()).toEqual([...expected].sort());
    expect(inspection.checks.filter(({ status }) => status === "failed")).toEqual([]);
  });

  const ip = frames.map((frame) => frame.subarray(14));
  const before = (...header: number[]): Uint8Array[] =>
    ip.map((bytes) => Uint8Array.from([...header, ...bytes]));
  it.each([
    ["raw IP", ip],
    ["loopback", before(2, 0, 0, 0)],
    ["Linux cooked", before(0, 0, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 8, 0)],
    ["Linux cooked v2", before(8, 0, 0, 0, 0, 0, 0, 1, 3, 4, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0)],
  ])("of %s are read too", (_, list) => {
    expect(ladder(read(`${packets(list)}\n${keys}`))).toEqual(expected);
  });
});
