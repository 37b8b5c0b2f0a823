import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inspectText } from "../../src/core/inspect/text";
import type { Inspection, Side } from "../../src/core/inspection";
import { opensslVersion, type OpensslFolder } from "../support/openssl";
import { DISSECTIONS, printCapture } from "../support/paste/captures";
import { DRESSINGS } from "../support/paste/dressings";
import { SESSION_GAPS } from "../support/paste/gaps";
import { has, Lab } from "../support/paste/lab";
import { LOGGING_CLIENTS, recordLog, type RecordedLog } from "../support/paste/logs";
import { makeCertificates } from "../support/peers/certificates";
import { inspect } from "../support/peers/run";
import { testProvider } from "../support/provider";

const options = {
  label: "log",
  provider: testProvider,
  trust: { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z" },
};

/** One side's messages in their order; which side's came first is a matter of what was read when. */
const said = ({ messages }: Inspection, side: Side): string[] =>
  messages.filter(({ from }) => from === side).map(({ name, encrypted }) => (encrypted ? `*${name}` : name));

/** The messages, those of both sides in one list. */
const ladder = ({ messages }: Inspection): string[] => messages.map(({ from, name }) => `${from} ${name}`);

/** Whether a message of a log is one of the wire: where one of both could not be opened, it may be any protected one. */
const same = (log: string, wire: string): boolean =>
  log === wire ||
  (log === "*encrypted" && wire.startsWith("*")) ||
  (wire === "*encrypted" && log.startsWith("*"));

const NO_HANDSHAKE = /^\*?(?:change_cipher_spec|alert|application_data)$/;

/** What is wrong with the messages of a log, held against the wire. The client may end before it reads the last alert. */
function ladderProblem(log: Inspection, wire: Inspection, handshakeOnly: boolean): string | undefined {
  for (const side of ["client", "server"] as const) {
    const [shown = [], sent = []] = [log, wire].map((inspection) =>
      said(inspection, side).filter((name) => !handshakeOnly || !NO_HANDSHAKE.test(name)),
    );
    const unlike = shown.findIndex((name, i) => !same(name, sent[i] ?? "nothing"));
    const few = shown.length < sent.length - (side === "server" ? 1 : 0);
    if (unlike >= 0 || few) return `${side}: ${shown.join(" ")} instead of ${sent.join(" ")}`;
  }
  return undefined;
}

/** The messages whose bytes are traced to no characters. Of a Change Cipher Spec some logs show the record's header alone. */
const untraced = ({ messages, sources }: Inspection): string[] =>
  messages
    .filter(({ name, span }) => name !== "change_cipher_spec" && sources.toText(span).length === 0)
    .map(({ name }) => name);

describe.skipIf(opensslVersion === undefined)(
  "the log of a client is the session that went over the wire",
  () => {
    let lab: Lab;
    let folder: OpensslFolder;
    beforeAll(() => {
      lab = new Lab();
      folder = makeCertificates();
    }, 60_000);
    afterAll(() => {
      lab.remove();
      folder.remove();
    });

    const clients = LOGGING_CLIENTS.filter(({ tool }) => has(tool));
    const cases = clients.flatMap((client) =>
      (["1.2", "1.3"] as const).map((version) => [client.name, version, client] as const),
    );

    it.each(cases)("%s, TLS %s", async (name, version, client) => {
      const { text, wire }: RecordedLog = await recordLog(lab, folder, client, version);
      expect(wire.chunks.length).toBeGreaterThan(2);
      // What a log of records shows no key can open; what it shows in the clear is checked against the opened wire.
      const truth = inspect(client.shows === "wire" ? { ...wire, keyLog: [] } : wire);
      const namesOnly = client.shows === "names";
      // What is long or older is tried bare and in all at once; words are told by their indentation.
      const few = version === "1.2" || text.length > 50_000;
      const dressings = DRESSINGS.filter((dressing) =>
        few ? /^bare$|colours and/.test(dressing.name) : !namesOnly || dressing.name !== "tabs",
      );
      const problems = dressings.flatMap((dressing) => {
        const { text: dressed } = dressing.dress(text);
        const inspection = inspectText(dressed, options);
        const problem = ladderProblem(inspection, truth, namesOnly);
        const lost = namesOnly ? [] : untraced(inspection);
        return [
          ...(problem === undefined ? [] : [`${dressing.name}: ${problem}`]),
          ...(lost.length === 0 ? [] : [`${dressing.name}: no characters for ${lost.join(" ")}`]),
        ];
      });
      const gap = SESSION_GAPS[`${name}, TLS ${version}`];
      if (gap === undefined) expect(problems.join("\n")).toBe("");
      else expect(problems, "it is read now: take it out of the table of gaps").not.toEqual([]);
    });
  },
);

describe("what programs print of a captured connection is that connection, once", () => {
  let lab: Lab;
  beforeAll(() => {
    lab = new Lab();
  });
  afterAll(() => {
    lab.remove();
  });
  const lines = DISSECTIONS.filter((line) => has(line.split(" ")[0] ?? ""));

  it.each(lines)("%s", async (line) => {
    const text = await printCapture(lab, line);
    const problems = DRESSINGS.flatMap((dressing) => {
      const inspection = inspectText(dressing.dress(text).text, options);
      const found = ladder(inspection);
      const right = found.join() === "client client_hello,server alert" && untraced(inspection).length === 0;
      return right ? [] : [`${dressing.name}: ${found.join(", ") || "nothing"}`];
    });
    const gap = SESSION_GAPS[line];
    if (gap === undefined) expect(problems.join("\n")).toBe("");
    else expect(problems, "it is read now: take it out of the table of gaps").not.toEqual([]);
  });
});
