import type { TextDocument, Uri } from "vscode";
import {
  judgeAuthorities,
  judgePair,
  type NamedObjects,
  type ObjectPair,
  type PairOptions,
} from "../../core/check/objects";
import { readConfiguration, type ConfiguredPair, type Place } from "../../core/configuration";
import type { Reading } from "../collect";
import type { LocalFiles } from "../localFiles";
import { levelOf, type Problem } from "../problem";
import { readNamed } from "./named";
import { resolvePath, type Resolved } from "./resolve";

/** What a configuration is told, the files that this hangs on, and which of its own objects are pairs. */
export interface ConfiguredProblems {
  readonly problems: readonly Problem[];
  readonly files: readonly Uri[];
  readonly pairs: readonly ObjectPair[];
}

type Options = Omit<PairOptions, "program">;

/** No configuration names more files that are looked at. */
const MOST_PAIRS = 200;

/** Checks the certificates and keys that a configuration names. Empty for a document that is none. */
export async function configuredProblems(
  document: TextDocument,
  reading: Reading | undefined,
  options: Options,
  local: LocalFiles | undefined,
): Promise<ConfiguredProblems> {
  const { uri, languageId } = document;
  const name = uri.path.slice(uri.path.lastIndexOf("/") + 1).toLowerCase();
  const configuration = readConfiguration({ name, languageId, text: document.getText() });
  const check = new Check(uri, reading, { ...options, program: configuration?.format ?? "" }, local);
  for (const pair of configuration?.pairs.slice(0, MOST_PAIRS) ?? []) await check.pair(pair);
  return check;
}

class Check implements ConfiguredProblems {
  readonly problems: Problem[] = [];
  readonly files: Uri[] = [];
  readonly pairs: ObjectPair[] = [];
  /** What is named several times is told each time, and read once. */
  readonly #known = new Map<string, Promise<Found>>();

  constructor(
    private readonly uri: Uri,
    private readonly reading: Reading | undefined,
    private readonly options: PairOptions,
    private readonly local: LocalFiles | undefined,
  ) {}

  async pair(pair: ConfiguredPair): Promise<void> {
    const [certificate, key, chain] = await Promise.all([
      this.#find(pair.certificate),
      this.#find(pair.key ?? (await this.#keyBeside(pair))),
      this.#find(pair.chain),
    ]);
    this.#inlinePair(certificate?.named, key?.named);
    const found = judgePair(
      {
        certificate: certificate?.named,
        key: key?.named,
        chain: chain?.named,
        combined: pair.combined,
        hasPassphrase: pair.hasPassphrase,
      },
      this.options,
    );
    const at = { certificate, key, chain };
    for (const { at: place, finding, fix } of found) {
      const own = at[place];
      const other = place === "key" ? certificate : key;
      if (!own) continue;
      this.problems.push({
        start: own.place.start,
        end: own.place.end,
        level: levelOf(finding.severity),
        finding,
        related:
          finding.id === "key.mismatch" && other && other !== own
            ? [{ ...other.place, message: "What is named with it" }]
            : [],
        ...(fix && own.resolved && { fix: { kind: "inFile", uri: own.resolved.uri.toString(), fix } }),
      });
    }
    await this.#readable(key ?? (pair.combined ? certificate : undefined));
    for (const place of pair.authorities) {
      const authority = await this.#find(place);
      if (authority?.named)
        for (const finding of judgeAuthorities(authority.named, this.options))
          this.problems.push({ ...place, level: levelOf(finding.severity), finding, related: [] });
    }
  }

  /** HAProxy's FILE.key, for a certificate whose file does not hold its key. */
  async #keyBeside({ combined, certificate }: ConfiguredPair): Promise<Place | undefined> {
    if (!combined || certificate?.kind !== "path" || this.options.program !== "HAProxy") return undefined;
    const path = `${certificate.path}.key`;
    return (await resolvePath(this.uri, path)).state === "file" ? { ...certificate, path } : undefined;
  }

  async #find(place: Place | undefined): Promise<Found | undefined> {
    if (!place) return undefined;
    if (place.kind === "inline") return { place, named: this.#inline(place) };
    const known = this.#known.get(place.path);
    if (known) return { ...(await known), place };
    const finding = this.#file(place, place.path);
    this.#known.set(place.path, finding);
    return finding;
  }

  async #file(place: Place, path: string): Promise<Found> {
    const resolved = await resolvePath(this.uri, path);
    if (resolved.state === "elsewhere") return { place, resolved };
    this.files.push(resolved.uri);
    if (resolved.state === "folder") return { place, resolved };
    if (resolved.state === "file") return { place, resolved, named: await readNamed(resolved.uri) };
    this.problems.push({
      ...place,
      level: "warning",
      related: [],
      finding: {
        id: "configuration.fileMissing",
        severity: "warning",
        message: `There is no such file: ${resolved.uri.path}`,
        fix: "Correct the path, or put the file there",
      },
    });
    return { place, resolved };
  }

  /** The objects that stand in a value of the configuration. */
  #inline({ start, end }: Place): NamedObjects {
    const objects = this.reading?.objects.filter((object) => object.start < end && object.end > start) ?? [];
    return { objects, text: this.reading?.text ?? "", isInline: true };
  }

  #inlinePair(certificate: NamedObjects | undefined, key: NamedObjects | undefined): void {
    const objects: readonly unknown[] = this.reading?.objects ?? [];
    if (!certificate?.isInline || !key?.isInline) return;
    const leaf = certificate.objects.find((object) => object.read().certificate);
    const [own] = key.objects;
    if (leaf && own) this.pairs.push({ certificate: objects.indexOf(leaf), key: objects.indexOf(own) });
  }

  /** A key file that others can read. */
  async #readable(key: Found | undefined): Promise<void> {
    const uri = key?.resolved?.uri;
    const holdsKey = key?.named?.objects.some((object) => object.read().secret);
    if (!key || uri?.scheme !== "file" || !holdsKey) return;
    const mode = await this.local?.modeOf(uri.fsPath).catch(() => undefined);
    if (mode === undefined || (mode & 0o077) === 0) return;
    this.problems.push({
      ...key.place,
      level: "warning",
      related: [],
      finding: {
        id: "key.readableByOthers",
        severity: "warning",
        message: `Others on this machine can read this private key: the file's mode is ${mode.toString(8).padStart(4, "0")}`,
        fix: "Take their permissions away: chmod 600",
      },
      fix: { kind: "restrict", uri: uri.toString() },
    });
  }
}

interface Found {
  readonly place: Place;
  readonly resolved?: Resolved;
  readonly named?: NamedObjects | undefined;
}
