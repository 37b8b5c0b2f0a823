import { describe, expect, it } from "vitest";
import { findDumps } from "../../../src/core/text/hexDump/findDumps";

const read = (text: string): unknown[] =>
  findDumps(text).map(({ format, direction, bytes, range }) => [
    format,
    direction,
    Buffer.from(bytes).toString("hex"),
    text.slice(range.start, range.end),
  ]);

describe("what tshark prints of each field", () => {
  it("is a packet once: jsonraw", () => {
    const frame = "0200000000020200000000010800450000f1";
    const text = `{"layers": {"frame_raw": [\n "${frame}",\n 0, 18],\n "eth_raw": ["020000000002020000000001"],\n "tls.record_raw": ["16030100c4010000c00303"]}}`;
    expect(read(text)).toEqual([["tshark JSON", undefined, frame, frame]]);
  });

  it("is a payload once, from the port that sent it: ek and PDML", () => {
    const packet = (port: number, bytes: string): string =>
      `{"layers":{"tcp":{"tcp_tcp_srcport":"${String(port)}","tcp_tcp_payload":"${bytes}","tcp_tcp_segment_data":"${bytes}"}}}`;
    expect(read(`${packet(49152, "16:03:01:00:c4")}\n${packet(443, "15:03:03:00:02:02:28")}`)).toEqual([
      ["tshark JSON", "sent", "16030100c4", "16:03:01:00:c4"],
      ["tshark JSON", "received", "15030300020228", "15:03:03:00:02:02:28"],
    ]);
    const field = (name: string, show: string, value: string): string =>
      `<field name="${name}" size="2" pos="34" show="${show}" value="${value}"/>`;
    const pdml = `<packet>${field("tcp.srcport", "443", "01bb")}${field("tcp.payload", "15:03", "15030300020228")}${field("tls.record", "", "15030300020228")}</packet>`;
    expect(read(pdml)).toEqual([["PDML", "sent", "15030300020228", "15030300020228"]]);
  });

  it("leaves alone what stands after it", () => {
    const text = '{"frame_raw": ["16030100c4"], "x_raw": ["16030100c4"]}\n\n15030300020228\n';
    expect(read(text).map((dump) => (dump as string[])[2])).toEqual(["16030100c4", "15030300020228"]);
  });
});
