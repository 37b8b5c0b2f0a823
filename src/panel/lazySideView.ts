import { window, type Disposable } from "vscode";
import type { ObjectsOnDemand } from "../editor/onDemand";
import type { Services } from "../services";
import type { SideView } from "./sideView";
import type { Subject } from "./subject";

/** The side view's provider, whose code loads when the view is first shown. */
export function registerLazySideView(
  services: Services,
  objects: ObjectsOnDemand,
  openInPanel: (subject: Subject) => Promise<void>,
): Disposable {
  let loaded: Promise<SideView> | undefined;
  const load = (): Promise<SideView> =>
    (loaded ??= import("./sideView").then(({ SideView: View }) => {
      const view = new View(services, objects, { openInPanel: (subject) => void openInPanel(subject) });
      services.context.subscriptions.push(view);
      return view;
    }));
  return window.registerWebviewViewProvider("tlsInspector.side", {
    resolveWebviewView: async (view) => {
      (await load()).resolveWebviewView(view);
    },
  });
}
