import type { Disposable, TextDocument } from "vscode";
import type { DocumentObjects } from "../editor/documentObjects";
import type { Reading } from "./collect";
import type { ObjectSource } from "./register";

/** The readings of documents, which load with the first that may hold an object. */
export function objectSource(own: (disposable: Disposable) => Disposable): ObjectSource {
  let loading: Promise<DocumentObjects> | undefined;
  const mayHold = (document: TextDocument): boolean =>
    /-----BEGIN[ %+]|LS0tLS1CRUdJTi|\bMI[GHI-L]/.test(document.getText());
  return {
    mayHold,
    async read(document) {
      if (!mayHold(document)) return undefined;
      const objects = await (loading ??= import("../editor/documentObjects").then(
        ({ DocumentObjects: Objects }) => {
          const made = new Objects();
          own(made);
          return made;
        },
      ));
      const text = document.getText();
      const reading = objects.of(document);
      return {
        text,
        objects: reading.objects,
        inspection: (object): ReturnType<Reading["inspection"]> => reading.inspection(object),
      };
    },
  };
}
