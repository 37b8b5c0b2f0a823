import { afterAll, beforeAll, beforeEach } from "vitest";
import type { DemoServers } from "../../../scripts/demo/servers";
import type { DemoCertificates } from "../../../scripts/demo/certificates";
import { openDemoWorkbench, type DemoWorkbench } from "../../host/demo";
import type { Workbench } from "../../host/workbench";

/** The demo that a file's tests share. */
export interface Demo {
  readonly workbench: Workbench;
  readonly servers: DemoServers;
  readonly certificates: DemoCertificates;
  readonly folder: string;
}

/** Opens VS Code on the example workspace for a file's tests. A failed test leaves a screenshot, `failed-…`. */
export function useDemo(options: Parameters<typeof openDemoWorkbench>[0] = {}): Demo {
  let opened: DemoWorkbench | undefined;
  const demo = (): DemoWorkbench => {
    if (!opened) throw new Error("VS Code is not open");
    return opened;
  };
  beforeAll(async () => {
    opened = await openDemoWorkbench(options);
    opened.workbench.page.setDefaultTimeout(10_000);
  });
  beforeEach(({ task, onTestFailed }) => {
    onTestFailed(async () => {
      await demo().workbench.screenshot(`failed-${task.name.replace(/\W+/g, "-").slice(0, 60)}`);
    });
  });
  afterAll(() => opened?.close());
  return {
    get workbench() {
      return demo().workbench;
    },
    get servers() {
      return demo().servers;
    },
    get certificates() {
      return demo().certificates;
    },
    get folder() {
      return demo().folder;
    },
  };
}
