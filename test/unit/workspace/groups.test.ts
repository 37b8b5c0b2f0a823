import { expect, test, vi } from "vitest";
import type { InventoryItem } from "../../../src/core/inspect/inventory";
import { groupsOf, worst } from "../../../src/workspace/groups";
import type { WorkspaceFile } from "../../../src/workspace/workspaceCertificates";

// The types alone come from VS Code, which is not here.
vi.mock("vscode", () => ({}));

const item = (title: string, more: Partial<InventoryItem> = {}): InventoryItem => ({
  kind: "certificate",
  kindLabel: "Certificate",
  title,
  problems: [],
  ...more,
});
const file = (path: string, items: readonly InventoryItem[]): WorkspaceFile =>
  ({ uri: { path }, items, unread: 0 }) as unknown as WorkspaceFile;

test("what ends first stands first; what cannot be read has no end and stands last", () => {
  const groups = groupsOf([
    file("/b.pem", [
      item("late", { expires: "2030-01-01T00:00:00Z" }),
      item("unread", { expires: undefined }),
    ]),
    file("/a.pem", [
      item("soon", { expires: "2026-01-01T00:00:00Z" }),
      item("same", { expires: "2030-01-01T00:00:00Z" }),
    ]),
  ]);
  expect(groups.map(({ label, entries }) => [label, entries.map((entry) => entry.item.title)])).toEqual([
    ["Certificates", ["soon", "same", "late", "unread"]],
  ]);
});

test("each kind has its group, and empty ones are left out", () => {
  const groups = groupsOf([
    file("/all", [
      item("key", { kind: "ecPrivateKey" }),
      item("locked key", { kind: undefined, kindLabel: "RSA PRIVATE KEY" }),
      item("list", { kind: "certificateList" }),
      item("store", { kind: "pkcs12" }),
    ]),
  ]);
  expect(groups.map(({ label, entries }) => [label, entries.length])).toEqual([
    ["Revocation lists", 1],
    ["Private keys", 2],
    ["Others", 1],
  ]);
});

test("the worst problem is an error before a warning before a note", () => {
  const problem = (severity: "error" | "warning" | "info"): InventoryItem["problems"][number] => ({
    id: severity,
    severity,
    message: severity,
  });
  expect(worst([problem("info"), problem("error"), problem("warning")])?.id).toBe("error");
  expect(worst([])).toBeUndefined();
});
