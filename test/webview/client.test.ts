import { describe, expect, test } from "vitest";
import type { NotificationHandlers, ToHost } from "../../src/protocol";
import { ByteStore } from "../../webview/bytes";
import { Client, HostError } from "../../webview/client";
import { fromRequest, problems, toRequest } from "../../webview/request";
import { loadState, saveState, type ViewState } from "../../webview/state";

function setUp(): { client: Client; posted: ToHost[]; seen: unknown[] } {
  const posted: ToHost[] = [];
  const seen: unknown[] = [];
  const handlers: NotificationHandlers = {
    overview: (params) => seen.push(["overview", params]),
    select: (params) => seen.push(["select", params]),
    text: (params) => seen.push(["text", params]),
  };
  return { client: new Client({ postMessage: (message) => posted.push(message) }, handlers), posted, seen };
}

describe("Client", () => {
  test("matches answers to requests by id, in any order", async () => {
    const { client, posted } = setUp();
    const first = client.request("copy", { text: "a" });
    const second = client.request("bytes", { source: 1, from: 0, count: 4 });
    expect(posted).toEqual([
      { type: "request", id: 1, name: "copy", params: { text: "a" } },
      { type: "request", id: 2, name: "bytes", params: { source: 1, from: 0, count: 4 } },
    ]);
    client.receive({ type: "response", id: 2, result: "00010203" });
    client.receive({ type: "response", id: 1, result: true });
    expect(await first).toBe(true);
    expect(await second).toBe("00010203");
    expect(client.pendingCount).toBe(0);
  });

  test("an error answer rejects with the host's sentence and the request's name", async () => {
    const { client } = setUp();
    const request = client.request("follow", { on: true });
    client.receive({ type: "error", id: 1, message: "The editor is gone." });
    await expect(request).rejects.toMatchObject({
      name: "HostError",
      message: "The editor is gone.",
      request: "follow",
    });
    await expect(request).rejects.toBeInstanceOf(HostError);
  });

  test("hands notifications on and passes over everything else", () => {
    const { client, seen } = setUp();
    client.receive({ type: "notification", name: "select", params: { revision: 1, row: 2 } });
    for (const data of [
      null,
      "x",
      1,
      {},
      { type: "response" },
      { type: "response", id: 99, result: 1 },
      { type: "notification", name: "constructor", params: {} },
    ])
      client.receive(data);
    expect(seen).toEqual([["select", { revision: 1, row: 2 }]]);
  });
});

describe("saved state", () => {
  const view = (row: number): ViewState => ({
    revision: 1,
    tab: "keys",
    message: 0,
    root: 0,
    row,
    certificate: 0,
    showMinor: false,
  });

  test("keeps the last ten inspections, the latest last", () => {
    let state: unknown;
    for (let i = 0; i < 14; i++) state = saveState(state, `id${String(i)}`, view(i));
    state = saveState(state, "id6", view(66));
    const { last, views } = loadState(state);
    expect(last).toBe("id6");
    expect(Object.keys(views)).toEqual([
      "id4",
      "id5",
      "id7",
      "id8",
      "id9",
      "id10",
      "id11",
      "id12",
      "id13",
      "id6",
    ]);
    expect(views["id6"]?.row).toBe(66);
  });

  test.each([null, undefined, "x", { version: 2, views: { a: 1 } }])(
    "passes over a state of another kind: %j",
    (state) => {
      expect(loadState(state)).toEqual({ version: 1, views: {} });
    },
  );
});

describe("the request form", () => {
  const request = {
    target: "localhost:8443",
    mutual: true,
    minVersion: "TLS 1.2",
    cipherSuites: ["A", "B"],
    alpn: ["h2"],
    clientCertificate: "c.pem",
    timeoutMs: 5000,
  } as const;

  test("gives back the request that it was filled from", () => {
    expect(toRequest(fromRequest(request))).toEqual(request);
    expect(toRequest(fromRequest({ target: "h", mutual: false }))).toEqual({ target: "h", mutual: false });
  });

  test("leaves the client's certificate out of a one-way request, and takes lists as people type them", () => {
    const draft = { ...fromRequest(request), mutual: false, groups: " x25519,secp256r1  secp384r1 " };
    expect(toRequest(draft)).toEqual({
      target: "localhost:8443",
      mutual: false,
      minVersion: "TLS 1.2",
      cipherSuites: ["A", "B"],
      groups: ["x25519", "secp256r1", "secp384r1"],
      alpn: ["h2"],
      timeoutMs: 5000,
    });
  });

  test("says what is wrong", () => {
    expect(problems(fromRequest(request))).toEqual({});
    const wrong = problems({
      ...fromRequest(request),
      target: " ",
      minVersion: "TLS 1.3",
      maxVersion: "TLS 1.2",
      timeoutMs: "-1",
    });
    expect(Object.keys(wrong)).toEqual(["target", "versions", "timeoutMs"]);
  });
});

test("ByteStore fetches each chunk once and only what is asked for", async () => {
  const asked: (readonly [number, number])[] = [];
  const store = new ByteStore(
    3,
    10_000,
    (from, count) => (asked.push([from, count]), Promise.resolve("ab".repeat(count))),
    () => undefined,
  );
  await store.ensure(4000, 4200);
  await store.ensure(0, 8192);
  await store.ensure(9_999, 20_000);
  expect(asked).toEqual([
    [0, 4096],
    [4096, 4096],
    [8192, 1808],
  ]);
  expect(store.get(9_999)).toBe(0xab);
  expect(store.get(10_000)).toBeUndefined();
});
