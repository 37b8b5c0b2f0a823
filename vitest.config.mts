import { defineConfig } from "vitest/config";

// One project a kind of test; `npm run test:unit` and so on run one (scripts/test.mjs).
// Interop tests talk to real peers and e2e tests drive a browser: those run one file at a time. A whole workbench in a
// browser on a busy machine now and then loses a key or a click: an e2e test that fails is run once more, and the
// report says so ("retry x1").
const project = (name: string, options: Record<string, unknown> = {}) => ({
  test: { name, include: [`test/${name}/**/*.test.ts`], ...options },
});

export default defineConfig({
  cacheDir: ".cache/vite",
  test: {
    projects: [
      project("unit", { testTimeout: 20_000, setupFiles: ["test/support/propertySeed.ts"] }),
      project("golden"),
      project("webview", { testTimeout: 60_000, hookTimeout: 60_000 }),
      project("corpora", { testTimeout: 120_000 }),
      project("fuzz", { testTimeout: 120_000 }),
      project("interop", { fileParallelism: false, testTimeout: 30_000, hookTimeout: 30_000 }),
      project("e2e", { fileParallelism: false, testTimeout: 120_000, hookTimeout: 120_000, retry: 1 }),
    ],
  },
});
