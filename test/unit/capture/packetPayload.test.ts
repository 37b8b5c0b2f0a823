import { expect, it } from "vitest";
import { packetPayload } from "../../../src/core/capture/packetPayload";
import { findDumps } from "../../../src/core/text/hexDump";
import { clientHello, sample } from "../text/samples";

it("finds the record in a packet that tshark printed", () => {
  const [dump] = findDumps(sample("tshark-x.txt"));
  if (dump?.content !== "ethernet") throw new Error("not a packet");
  const payload = packetPayload(dump.bytes, dump.content);
  expect(payload).toMatchObject({ sourcePort: 50000, targetPort: 443 });
  expect([...dump.bytes.subarray(payload?.start, payload?.end)]).toEqual([...clientHello]);
  expect(packetPayload(dump.bytes.subarray(0, 40), "ethernet")).toBeUndefined();
  expect(packetPayload(dump.bytes.subarray(14), "ipv4")).toMatchObject({ targetPort: 443 });
});
