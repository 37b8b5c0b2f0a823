import { readFileSync } from "node:fs";
import { writePcapng } from "../../../src/core/capture/pcapng";
import { readPcapng } from "../../../src/core/capture/readPcapng";
import { INPUTS, type Lab } from "./lab";
import type { Sample } from "./sample";

/** The answer to the hello: a fatal alert, handshake_failure. */
export const ALERT = Uint8Array.of(0x15, 3, 3, 0, 2, 2, 40);

const ETHERNET_HEADER = 14;

/** Writes `hello.pcapng`: a TCP connection that carried the hello and an alert. Gives its frames. */
export async function captureFile(lab: Lab): Promise<readonly Uint8Array[]> {
  return lab.once("hello.pcapng", () => {
    const chunks = [
      { from: "client", bytes: INPUTS.hello },
      { from: "server", bytes: ALERT },
    ] as const;
    const startMs = Date.UTC(2026, 2, 1, 12);
    const file = lab.write("hello.pcapng", writePcapng({ chunks, keyLog: [] }, { startMs }));
    const bytes = new Uint8Array(readFileSync(file));
    return Promise.resolve(readPcapng(bytes).packets.map(({ start, end }) => bytes.slice(start, end)));
  });
}

const frames = (lab: Lab): Promise<readonly Uint8Array[]> => captureFile(lab);
const packets = async (lab: Lab): Promise<readonly Uint8Array[]> =>
  (await captureFile(lab)).map((frame) => frame.subarray(ETHERNET_HEADER));
/** Lines of digits with nothing between them go on with each other. */
const payloadsInOne = (): readonly Uint8Array[] => [Uint8Array.of(...INPUTS.hello, ...ALERT)];
const payloads = (): readonly Uint8Array[] => [INPUTS.hello, ALERT];

const ROWS: readonly [line: string, dumps: NonNullable<Sample["dumps"]>, carry?: Sample["carry"]][] = [
  ["tcpdump -n -r hello.pcapng -x", packets],
  ["tcpdump -n -r hello.pcapng -X", packets],
  ["tcpdump -n -r hello.pcapng -xx", frames],
  ["tcpdump -n -r hello.pcapng -XX", frames],
  ["tcpdump -n -v -e -tttt -r hello.pcapng -X", packets],
  ["tcpdump -n -t -r hello.pcapng -XX", frames],
  ["tshark -r hello.pcapng -x", frames],
  ["tshark -r hello.pcapng -x --color", frames],
  ["tshark -r hello.pcapng -P -x", frames],
  ["tshark -r hello.pcapng -q -z follow,tcp,hex,0", payloads],
  ["tshark -r hello.pcapng -q -z follow,tcp,raw,0", payloads],
  ["tshark -r hello.pcapng -q -z follow,tcp,yaml,0", payloads, "base64"],
  ["tshark -r hello.pcapng -T fields -e tcp.payload -Y tcp.len>0", payloadsInOne],
  ["tshark -r hello.pcapng -T fields -e frame.number -e ip.src -e tcp.payload -Y tcp.len>0", payloads],
  ["ssldump -n -r hello.pcapng -x", () => payloads()],
];

/** How programs that read captures print packets, connections and records. */
export const CAPTURES: readonly Sample[] = ROWS.map(([line, dumps, carry = "hex"]) => ({
  name: line,
  tool: line.split(" ")[0] ?? "",
  carry,
  dumps,
  print: (lab) => printCapture(lab, line),
}));

/** What names every field with its bytes, so that the same ones stand there again and again; and whole packets. */
export const DISSECTIONS: readonly string[] = [
  ...CAPTURES.map(({ name }) => name).filter((name) => !name.startsWith("tshark -r hello.pcapng -T fields")),
  "tshark -r hello.pcapng -T jsonraw -Y tls",
  "tshark -r hello.pcapng -T json -x -Y tls",
  "tshark -r hello.pcapng -T json -Y tls",
  "tshark -r hello.pcapng -T ek -x -Y tls",
  "tshark -r hello.pcapng -T ek -Y tls",
  "tshark -r hello.pcapng -T pdml -Y tls",
];

/** Runs a command line on the capture file. */
export async function printCapture(lab: Lab, line: string): Promise<string> {
  await captureFile(lab);
  return lab.run(`${line.replace("tcp.len>0", "'tcp.len > 0'")} 2>/dev/null`);
}
