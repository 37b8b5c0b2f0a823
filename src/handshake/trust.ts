import type { LogOutputChannel } from "vscode";
import type { TrustOptions } from "../core/inspect/trust";
import { fileStore, joinStores, mozillaStore, systemStore, type TrustStore } from "../net/trustStores";
import { resolvePath } from "./paths";
import { trustedRoots, trustStores } from "./settings";

/** The stores that the settings choose and the roots that they name, as of now. What cannot be read is logged and passed over. */
export async function currentTrust(log: LogOutputChannel): Promise<TrustOptions> {
  const stores: TrustStore[] = [];
  const add = async (name: string, read: () => TrustStore | Promise<TrustStore>): Promise<void> => {
    try {
      stores.push(await read());
    } catch (error) {
      log.warn(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  for (const store of trustStores())
    await add(`tlsInspector.trustStores: ${store}`, store === "mozilla" ? mozillaStore : systemStore);
  for (const path of trustedRoots())
    // Named as the settings name it, which is shorter and what a person looks for.
    await add(`tlsInspector.trustedRoots: ${path}`, async () => ({
      ...(await fileStore(resolvePath(path))),
      name: path,
    }));
  const { name, roots } = joinStores(stores);
  return { storeName: name, roots, at: new Date().toISOString() };
}
