import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FetchError, fetchCrl, httpFetch, type FetchProblem } from "../../../../src/net/fetch";
import { LocalServer } from "../../../support/localServer";

let server: LocalServer;
const seen: string[] = [];
let stalled = 0;

beforeAll(async () => {
  server = await LocalServer.listen((request, response) => {
    const url = new URL(request.url ?? "/", "http://local");
    seen.push(`${request.method ?? ""} ${url.pathname}`);
    switch (url.pathname) {
      case "/plain":
        response.setHeader("content-type", "Application/PKIX-Cert; charset=x");
        response.end(Buffer.from("plain"));
        return;
      case "/echo":
        request.pipe(response.setHeader("x-type", request.headers["content-type"] ?? ""));
        return;
      case "/headers":
        response.end(JSON.stringify(request.headers));
        return;
      case "/to":
        response.writeHead(Number(url.searchParams.get("status") ?? 302), {
          location: url.searchParams.get("where") ?? "",
        });
        response.end();
        return;
      case "/circle":
        response.writeHead(302, { location: "/circle" }).end();
        return;
      case "/announced":
        response.setHeader("content-length", String(64 * 1024 * 1024));
        response.write("a");
        return;
      case "/endless": {
        const timer = setInterval(() => response.write(Buffer.alloc(10_000)), 1);
        response.on("close", () => {
          clearInterval(timer);
        });
        return;
      }
      case "/drip": {
        const timer = setInterval(() => response.write("x"), 20);
        response.on("close", () => {
          clearInterval(timer);
        });
        return;
      }
      case "/stall":
        stalled++;
        response.on("close", () => {
          stalled--;
        });
        return;
      case "/broken":
        response.setHeader("content-length", "100");
        response.write("only this");
        setTimeout(() => request.socket.destroy(), 20);
        return;
      case "/html":
        response.end("<!DOCTYPE html><title>Log in</title>");
        return;
      case "/teapot":
        response.writeHead(Number(url.searchParams.get("status"))).end("no");
        return;
      default:
        response.writeHead(404).end();
    }
  });
});
afterAll(async () => {
  await server.close();
});

const fetchIt = (
  address: string,
  options: Partial<Parameters<typeof httpFetch>[1]> = {},
): ReturnType<typeof httpFetch> => httpFetch(address, { accept: "*/*", maxBytes: 1000, ...options });

async function problemOf(fetched: Promise<unknown>): Promise<FetchError> {
  const error = await fetched.then(
    () => "it was fetched",
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FetchError)) throw new Error(String(error));
  // A sentence each, as messages and fixes are.
  expect(error.message).toMatch(/^["A-Z0-9h[].*[^.]$/s);
  expect(error.fix).toMatch(/^[A-Z].*\.$/);
  return error;
}

const expectProblem = async (
  fetched: Promise<unknown>,
  problem: FetchProblem,
  says: RegExp,
): Promise<void> => {
  const error = await problemOf(fetched);
  expect(error.problem).toBe(problem);
  expect(error.message).toMatch(says);
};

describe("fetching by HTTP", () => {
  it("gives bytes, their type and where they came from", async () => {
    const { bytes, contentType, url } = await fetchIt(server.url("/plain"));
    expect(new TextDecoder().decode(bytes)).toBe("plain");
    expect(contentType).toBe("application/pkix-cert");
    expect(url).toBe(server.url("/plain"));
  });

  it("posts a body with its type", async () => {
    const body = { type: "application/ocsp-request", bytes: Uint8Array.of(1, 2, 3) };
    const { bytes } = await fetchIt(server.url("/echo"), { body });
    expect([...bytes]).toEqual([1, 2, 3]);
  });

  it("sends no cookie, no credentials and nothing of the machine", async () => {
    const { bytes } = await fetchIt(server.url("/headers"));
    const headers = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>;
    expect(Object.keys(headers).toSorted()).toEqual([
      "accept",
      "accept-encoding",
      "connection",
      "host",
      "user-agent",
    ]);
    expect(headers["user-agent"]).toBe("tls-inspector");
  });

  it("follows up to three redirects, relative ones too", async () => {
    const to = (where: string): string => `/to?where=${encodeURIComponent(where)}`;
    const thrice = server.url(to(to(to("/plain"))));
    expect((await fetchIt(thrice)).url).toBe(server.url("/plain"));
    await expectProblem(fetchIt(server.url(to(to(to(to("/plain")))))), "redirects", /more than 3 times/);
    seen.length = 0;
    await expectProblem(fetchIt(server.url("/circle")), "redirects", /more than 3 times/);
    expect(seen).toEqual(Array<string>(4).fill("GET /circle"));
  });

  it("repeats a POST only where that is meant", async () => {
    const body = { type: "text/plain", bytes: Uint8Array.of(7) };
    const kept = await fetchIt(server.url("/to?status=307&where=/echo"), { body });
    expect([...kept.bytes]).toEqual([7]);
    await expectProblem(
      fetchIt(server.url("/to?status=303&where=/plain"), { body }),
      "status",
      /answered 303 \(See Other\)/,
    );
  });

  it.each([
    ["ftp://example.com/a", /Addresses of ftp: are not fetched/],
    ["ldap://example.com/cn=a", /Addresses of ldap: are not fetched/],
    ["file:///etc/passwd", /"file:.*is no address/],
    ["not an address", /is no address/],
    ["http://user:secret@127.0.0.1/", /user and password, which are not sent/],
  ])("does not fetch %s", async (address, says) => {
    await expectProblem(fetchIt(address), "address", says);
  });

  it("does not follow to another scheme", async () => {
    for (const where of ["file:///etc/passwd", "ftp://127.0.0.1/", "javascript:alert(1)"]) {
      await expectProblem(
        fetchIt(server.url(`/to?where=${encodeURIComponent(where)}`)),
        "address",
        /redirects to an address that is not fetched/,
      );
    }
  });

  it("shows an address's hostile characters", async () => {
    const { message } = await problemOf(fetchIt("ldap://a\u202Eb/\u0007"));
    expect(message).not.toMatch(/[\u202e\u0007]/);
  });

  it("ends when the answer is larger than it may be, announced or not", async () => {
    await expectProblem(fetchIt(server.url("/announced"), { maxBytes: 2048 }), "size", /more than 2 KB/);
    await expectProblem(fetchIt(server.url("/endless"), { maxBytes: 1024 * 1024 }), "size", /more than 1 MB/);
  });

  it("ends in time when the server stalls, also between bytes", async () => {
    const started = performance.now();
    await expectProblem(
      fetchIt(server.url("/stall"), { timeoutMs: 100 }),
      "timeout",
      /did not answer in time/,
    );
    await expectProblem(
      fetchIt(server.url("/drip"), { timeoutMs: 150 }),
      "timeout",
      /did not answer in time/,
    );
    expect(performance.now() - started).toBeLessThan(4000);
    await expect.poll(() => stalled).toBe(0);
  });

  it("ends when it is cancelled, before and after it began", async () => {
    await expectProblem(
      fetchIt(server.url("/plain"), { signal: AbortSignal.abort() }),
      "cancelled",
      /was cancelled/,
    );
    const controller = new AbortController();
    const fetched = problemOf(fetchIt(server.url("/stall"), { signal: controller.signal }));
    setTimeout(() => {
      controller.abort();
    }, 50);
    expect((await fetched).problem).toBe("cancelled");
    await expect.poll(() => stalled).toBe(0);
  });

  it.each([
    [404, /answered 404 \(Not Found\)/],
    [503, /answered 503 \(Service Unavailable\)/],
    [204, /answered 204 \(No Content\)/],
    [799, /answered 799 to/],
  ])("says the status %i", async (status, says) => {
    await expectProblem(fetchIt(server.url(`/teapot?status=${status}`)), "status", says);
  });

  it("says what broke off, refused or has no address", async () => {
    await expectProblem(fetchIt(server.url("/broken")), "reset", /broke off its answer|reset the connection/);
    const closed = await LocalServer.listen(() => undefined);
    const gone = closed.url("/");
    await closed.close();
    await expectProblem(fetchIt(gone), "refused", /Nothing listens on 127\.0\.0\.1:\d+/);
    const { problem } = await problemOf(fetchIt("http://nowhere.invalid/", { timeoutMs: 5000 }));
    expect(["dns", "timeout"]).toContain(problem);
  });

  it("says when a web page stands where a list belongs", async () => {
    await expectProblem(
      fetchCrl(server.url("/html")),
      "content",
      /gives a web page where a revocation list belongs/,
    );
    await expectProblem(fetchCrl(server.url("/plain")), "content", /gives the text "plain"/);
  });
});
