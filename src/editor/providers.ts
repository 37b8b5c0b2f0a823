import { Disposable, languages } from "vscode";
import type { ObjectsOnDemand } from "./onDemand";
import { ANYWHERE } from "./places";

/** Hover, lenses, hints and outline. They know nothing of certificates: what does loads when a document may hold one. */
export function registerProviders(objects: ObjectsOnDemand): Disposable {
  return Disposable.from(
    languages.registerHoverProvider(ANYWHERE, {
      async provideHover(document, position, token) {
        const reading = await objects.read(document, token);
        return reading && (await import("./objectHover")).hoverAt(document, reading, position);
      },
    }),
    languages.registerCodeLensProvider(ANYWHERE, {
      async provideCodeLenses(document, token) {
        const reading = await objects.read(document, token);
        return reading && (await import("./lenses")).lensesOf(document, reading);
      },
      resolveCodeLens: async (lens) => (await import("./lenses")).resolveLens(lens),
    }),
    languages.registerInlayHintsProvider(ANYWHERE, {
      async provideInlayHints(document, range, token) {
        const reading = await objects.read(document, token);
        return reading && (await import("./inlayHints")).hintsIn(document, reading, range);
      },
    }),
    languages.registerDocumentSymbolProvider(
      { language: "pem" },
      {
        async provideDocumentSymbols(document, token) {
          const reading = await objects.read(document, token);
          return reading && (await import("./outline")).outlineOf(document, reading, token);
        },
      },
      { label: "Certificates and Keys" },
    ),
  );
}
