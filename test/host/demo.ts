import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  makeDemoCertificates,
  type DemoCertificateOptions,
  type DemoCertificates,
} from "../../scripts/demo/certificates";
import { startDemoServers, type DemoServers } from "../../scripts/demo/servers";
import { writeDemoWorkspace } from "../../scripts/demo/workspace";
import { Workbench, type WorkbenchOptions } from "./workbench";

/** What `npm start` gives a person, for a test: both servers, the example workspace, VS Code with it open. */
export interface DemoWorkbench {
  readonly workbench: Workbench;
  readonly servers: DemoServers;
  readonly certificates: DemoCertificates;
  /** The workspace's folder; its files are those of `writeDemoWorkspace`. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function openDemoWorkbench(
  options: DemoCertificateOptions & Omit<WorkbenchOptions, "folder"> = {},
): Promise<DemoWorkbench> {
  const certificates = await makeDemoCertificates(options);
  const servers = await startDemoServers(certificates);
  const folder = mkdtempSync(join(tmpdir(), "tls-inspector-e2e-"));
  const putAway = async (): Promise<void> => {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await writeDemoWorkspace(folder, certificates, servers);
    const workbench = await Workbench.open({ ...options, folder });
    const close = async (): Promise<void> => {
      await workbench.close();
      await putAway();
    };
    return { workbench, servers, certificates, folder, close };
  } catch (error) {
    await putAway();
    throw error;
  }
}
