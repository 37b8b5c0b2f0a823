import type { LogOutputChannel } from "vscode";
import type { TrustOptions } from "../core/inspect/trust";
import { fileStore, joinStores, mozillaStore, type TrustStore } from "../net/trustStores";
import { resolvePath } from "./paths";
import { trustedRoots } from "./settings";

/** Mozilla's roots and those that the settings name, as of now. Paths that cannot be read are logged and passed over. */
export async function currentTrust(log: LogOutputChannel): Promise<TrustOptions> {
  const stores: TrustStore[] = [mozillaStore()];
  for (const path of trustedRoots()) {
    try {
      // Named as the settings name it, which is shorter and what a person looks for.
      stores.push({ ...(await fileStore(resolvePath(path))), name: path });
    } catch (error) {
      log.warn(
        `tlsInspector.trustedRoots: ${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  const { name, roots } = joinStores(stores);
  return { storeName: name, roots, at: new Date().toISOString() };
}
