import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import { beforeEach, expect, test } from "vitest";
import { useDemo } from "./support/demo";
import { selectedText } from "./support/editor";
import { closeAll } from "./support/run";
import { view } from "./support/views";
import { words } from "./support/words";

const demo = useDemo({ settings: { "editor.wordWrap": "on" } });
beforeEach(() => closeAll(demo.workbench));

/** A record with a Client Hello that offers `suites` times the same suite. */
function hello(fill: number, suites = 1): Buffer {
  const body = Buffer.concat([
    Buffer.of(3, 3),
    Buffer.alloc(32, fill),
    Buffer.of(0, (suites * 2) >> 8, (suites * 2) & 255),
    Buffer.concat(Array.from({ length: suites }, () => Buffer.of(0xc0, 0x2f))),
    Buffer.of(1, 0),
  ]);
  const message = Buffer.concat([Buffer.of(1, 0, body.length >> 8, body.length & 255), body]);
  return Buffer.concat([Buffer.of(22, 3, 1, message.length >> 8, message.length & 255), message]);
}

const spaced = (bytes: Buffer): string => bytes.toString("hex").replace(/..(?=.)/g, "$& ");

/** As `hexdump -C` prints it, with a `*` for rows that repeat. */
function hexdump(bytes: Buffer): string {
  const lines: string[] = [];
  let last = "";
  for (let at = 0; at < bytes.length; at += 16) {
    const hex = spaced(bytes.subarray(at, at + 16));
    if (hex === last && lines.at(-1) === "*") continue;
    const groups = `${hex.slice(0, 23)}  ${hex.slice(24)}`.padEnd(50);
    const ascii = bytes.toString("latin1", at, at + 16).replace(/[^ -~]/g, ".");
    lines.push(hex === last ? "*" : `${at.toString(16).padStart(8, "0")}  ${groups}|${ascii}|`);
    last = hex;
  }
  return `${[...lines, bytes.length.toString(16).padStart(8, "0")].join("\n")}\n`;
}

/** Opens a text in an editor and a panel on it. */
async function inspected(name: string, content: string): Promise<Frame> {
  const { workbench, folder } = demo;
  writeFileSync(join(folder, name), content);
  await workbench.openFile(name);
  await workbench.runCommand("TLS: Inspect This Editor");
  const panel = await view(workbench, "panel");
  await panel.getByRole("option", { name: "Client Hello" }).first().waitFor();
  return panel;
}

/** Chooses a field in the panel's tree, and waits until just these characters are selected in the editor. */
async function choosing(panel: Frame, field: string, expected: string): Promise<void> {
  await panel.getByRole("treeitem", { name: field }).first().click();
  await expect
    .poll(() => selectedText(demo.workbench).then((text) => text.replaceAll("\r", "")))
    .toBe(expected);
}

/** Puts the cursor where a text stands in the file, and waits until the panel has chosen a field by it. */
async function cursorAt(panel: Frame, content: string, text: string, field: RegExp): Promise<void> {
  const at = content.lastIndexOf(text);
  const before = content.slice(0, at).split("\n");
  const { page, quickInput } = demo.workbench;
  await page.locator(".editor-instance .view-line").first().click();
  await page.keyboard.press("ControlOrMeta+G");
  await quickInput.fill(`:${String(before.length)}:${String((before.at(-1)?.length ?? 0) + 1)}`);
  await page.keyboard.press("Enter");
  await expect.poll(() => words(panel.locator('[role=treeitem][aria-selected="true"]'))).toMatch(field);
}

test("in a long line that wraps, both ways", async () => {
  const content = `${spaced(hello(0x61, 300))}\n`;
  const panel = await inspected("wrapped.txt", content);
  const lines = demo.workbench.page.locator(".editor-instance .view-line");
  expect(await lines.count()).toBeGreaterThan(3);
  await choosing(panel, "Random", "61 ".repeat(32).trimEnd());
  await choosing(panel, "Cipher Suites", "c0 2f ".repeat(300).trimEnd());
  await cursorAt(panel, content, "61 61", /Random/);
  await cursorAt(panel, content, "01 00\n", /Compression/);
});

test("with rows that a `*` stands for, both ways", async () => {
  const content = hexdump(hello(0x61, 60));
  const panel = await inspected("starred.txt", content);
  await panel.getByRole("treeitem", { name: "Cipher Suites" }).first().click();
  await expect.poll(() => selectedText(demo.workbench)).toMatch(/^\*$/m);
  await cursorAt(panel, content, "|.", /./);
  await cursorAt(panel, content, "*", /Cipher Suites/);
});

test("with two dumps in one file, and while it is edited", async () => {
  const content = `one\n${hexdump(hello(0x61))}\nother\n\n${spaced(hello(0x62))}\n`;
  const panel = await inspected("two.txt", content);
  const { page } = demo.workbench;
  await cursorAt(panel, content, "62 62", /Random.*626262/);
  await choosing(panel, "Cipher Suites", "c0 2f");
  await choosing(panel, "Random", "62 ".repeat(32).trimEnd());
  await cursorAt(panel, content, "61 61", /Random.*616161/);
  // A line more at the top moves both, and a byte that is typed over shows in the panel.
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.type("zero\n");
  await cursorAt(panel, `zero\n${content}`, "62 62", /Random.*626262/);
  await choosing(panel, "Version", "03 03");
  await cursorAt(panel, `zero\n${content}`, "62 62", /Random.*626262/);
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.type("7e");
  await expect
    .poll(() => words(panel.locator('[role=treeitem][aria-selected="true"]')))
    .toMatch(/Random.*627e/);
});
