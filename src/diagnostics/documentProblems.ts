import type { TextDocument, Uri } from "vscode";
import { pureProvider } from "../core/crypto/pure";
import { sameName, type Certificate } from "../core/x509";
import { trustNow } from "../services";
import { configuredProblems } from "./configured/configured";
import { Collector, headOf, MOST_PROBLEMS, type Reading } from "./collect";
import { keyFileProblems } from "./keyFiles";
import { linter } from "./lint";
import { mayNamePairs } from "./mayNamePairs";
import type { Problem } from "./problem";
import type { DiagnosticServices } from "./register";
import type { DiagnosticSettings } from "./settings";

/** What there is to tell a document, and the files that this hangs on beside it. */
export interface DocumentProblems {
  readonly problems: readonly Problem[];
  readonly reading: Reading | undefined;
  readonly files: readonly Uri[];
}

/** So long the host's thread may be held without a rest, in milliseconds. */
const SLICE_MS = 6;
const IS_PEM = /\.(?:pem|crt|cer|cert|key|csr|crl|chain|ca-bundle|bundle)$/i;

/** Finds a document's problems, in slices of a few milliseconds. Undefined when it was cancelled. */
export async function documentProblems(
  document: TextDocument,
  settings: DiagnosticSettings,
  services: DiagnosticServices,
  token: { readonly isCancellationRequested: boolean },
): Promise<DocumentProblems | undefined> {
  const reading = await services.objects.read(document, token);
  if (token.isCancellationRequested) return undefined;
  const { roots } = await trustNow(services);
  const { local } = services;
  const common = {
    at: new Date().toISOString(),
    expiresSoonDays: settings.expiresSoonDays,
    provider: pureProvider,
    ...(roots && { isIssuedByRoot: (certificate: Certificate) => isIssuedByOne(certificate, roots) }),
  };
  const configured = mayNamePairs(document)
    ? await configuredProblems(document, reading, common, local)
    : undefined;
  const problems: Problem[] = [...(configured?.problems ?? [])];
  if (reading) {
    const collector = new Collector(reading, {
      ...common,
      ignore: settings.ignore,
      isPem: document.languageId === "pem" || IS_PEM.test(document.uri.path),
      lint: linter(settings.lint),
      ...(configured && { pairs: configured.pairs }),
    });
    if (!(await inSlices(collector, token))) return undefined;
    problems.push(...collector.problems, ...summary(collector, reading));
    if (local && document.uri.scheme === "file")
      problems.push(
        ...(await keyFileProblems(
          document.uri.fsPath,
          document.uri.toString(),
          reading.text,
          reading.objects,
          local,
        )),
      );
  }
  return {
    problems: problems.filter(({ finding: { id } }) => !settings.ignore.has(id)),
    reading,
    files: configured?.files ?? [],
  };
}

/** Whether one of the roots is named as a certificate's issuer. */
function isIssuedByOne(certificate: Certificate, roots: readonly Certificate[]): boolean {
  return roots.some(({ subject }) => sameName(subject, certificate.issuer));
}

/** What says that there is more than is shown. */
function summary({ more }: Collector, { objects, text }: Reading): Problem[] {
  const [first] = objects;
  if (more === 0 || !first) return [];
  return [
    {
      ...headOf(first, text),
      level: "information",
      related: [],
      finding: {
        id: "diagnostics.more",
        severity: "info",
        message: `${more.toLocaleString("en")} more problems in this file are not shown, beside the first ${String(MOST_PROBLEMS)}`,
        fix: "Ignore the kinds of problem that do not matter here, or look at fewer certificates at once",
      },
    },
  ];
}

/** Takes every step, resting after each slice so that keys and scrolling get their turn; false when it was cancelled. */
async function inSlices(
  steps: Iterator<unknown>,
  token: { readonly isCancellationRequested: boolean },
): Promise<boolean> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do if (steps.next().done) return true;
    while (performance.now() < until);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    if (token.isCancellationRequested) return false;
  }
}
