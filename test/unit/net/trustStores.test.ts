import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { rootCertificates } from "node:tls";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { fileStore, joinStores, mozillaStore, systemStore } from "../../../src/net/trustStores";

const folder = mkdtempSync(join(tmpdir(), "tls-inspector-stores-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("trust stores", () => {
  test("read every root of Mozilla's that Node has", () => {
    const { name, roots } = mozillaStore();
    expect(roots).toHaveLength(rootCertificates.length);
    expect(name).toContain(process.versions.node);
  });

  test("read the system's, or say that there is none", async () => {
    const store = await systemStore().catch((error: unknown) => error);
    if (store instanceof Error) expect(store.message).toContain("trusted roots");
    else expect(store).toMatchObject({ name: expect.stringContaining("the system's") as unknown });
  });

  test("read a file, and a folder of files, and join under all their names", async () => {
    const [first = "", second = ""] = rootCertificates;
    writeFileSync(join(folder, "a.pem"), `${first}\n${second}\n`);
    writeFileSync(join(folder, "notes.txt"), "no certificate");
    const file = await fileStore(join(folder, "a.pem"));
    expect(file.roots).toHaveLength(2);
    const all = joinStores([file, await fileStore(folder)]);
    expect(all.roots).toHaveLength(4);
    expect(all.name).toBe(`file ${join(folder, "a.pem")}, folder ${folder}`);
  });

  test("reject a path that is not there", async () => {
    await expect(fileStore(join(folder, "none.pem"))).rejects.toThrow("ENOENT");
  });
});
