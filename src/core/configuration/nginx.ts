import type { ConfiguredPair, FormatReader, Place } from "./types";
import { pathOf, wordsOf, type Word } from "./words";

/** Which directives name a certificate and which its key, and what gives the passphrase. */
const PAIRS = [
  { certificate: "ssl_certificate", key: "ssl_certificate_key", passphrase: "ssl_password_file" },
  ...["proxy", "grpc", "uwsgi"].map((module) => ({
    certificate: `${module}_ssl_certificate`,
    key: `${module}_ssl_certificate_key`,
    passphrase: `${module}_ssl_password_file`,
  })),
];
const AUTHORITIES: ReadonlySet<string> = new Set([
  "ssl_client_certificate",
  "ssl_trusted_certificate",
  "proxy_ssl_trusted_certificate",
  "grpc_ssl_trusted_certificate",
  "uwsgi_ssl_trusted_certificate",
]);

/** Real configurations have a few levels; a block takes nothing from one that is further out. */
const DEEPEST = 32;
/** Keys of several kinds are two or three. */
const MOST_OF_A_KIND = 16;

/** The directives of one block. */
interface Block {
  readonly directives: Map<string, Place[]>;
  readonly parent: Block | undefined;
}

/** nginx: directives in blocks, each ended by a semicolon. */
export const nginx: FormatReader = {
  format: "nginx",
  recognises: ({ languageId, text }) =>
    languageId === "nginx" ||
    /^[ \t]*(?:\w+_)?ssl_(?:client_|trusted_)?certificate(?:_key)?[ \t]/m.test(text),

  read(text) {
    const pairs: ConfiguredPair[] = [];
    const newBlock = (parent: Block | undefined): Block => ({ directives: new Map(), parent });
    let block = newBlock(undefined);
    let directive: Word[] = [];
    for (const word of wordsOf(text, 0, text.length, { marks: "{};", escapes: true })) {
      if (word.text === ";") {
        note(block, directive);
        directive = [];
      } else if (word.text === "{") {
        block = newBlock(block);
        directive = [];
      } else if (word.text === "}") {
        pairs.push(...pairsOf(block));
        block = block.parent ?? newBlock(undefined);
        directive = [];
      } else directive.push(word);
    }
    // A part of a configuration that another file includes has no block of its own; one that is not closed is read too.
    for (let open: Block | undefined = block; open; open = open.parent) pairs.push(...pairsOf(open));
    return pairs;
  },
};

/** Variables, data and engines' keys are no files that could be looked at. */
const NO_FILE = /\$|^(?:data|engine|store):/;

function note({ directives }: Block, [name, value]: readonly Word[]): void {
  if (!name || !value || value.text === "" || NO_FILE.test(value.text)) return;
  const known = directives.get(name.text);
  if (known && known.length < MOST_OF_A_KIND) known.push(pathOf(value));
  else if (!known) directives.set(name.text, [pathOf(value)]);
}

/** What a block says itself, and takes from those around it where it says only half. */
function pairsOf(block: Block): ConfiguredPair[] {
  const pairs: ConfiguredPair[] = [];
  for (const names of PAIRS) {
    const own = [block.directives.get(names.certificate), block.directives.get(names.key)];
    if (!own[0] && !own[1]) continue;
    const certificates = own[0] ?? inherited(block, names.certificate);
    const keys = own[1] ?? inherited(block, names.key);
    const hasPassphrase = inherited(block, names.passphrase).length > 0;
    // Several, for keys of several kinds, belong together in their order.
    for (let i = 0; i < Math.max(certificates.length, keys.length); i++) {
      const [certificate, key] = [certificates[i], keys[i]];
      pairs.push({
        ...(certificate && { certificate }),
        ...(key && { key }),
        authorities: [],
        hasPassphrase,
      });
    }
  }
  const authorities = [...AUTHORITIES].flatMap((name) => block.directives.get(name) ?? []);
  if (authorities.length > 0) pairs.push({ authorities, hasPassphrase: false });
  return pairs;
}

function inherited(block: Block, name: string): readonly Place[] {
  let at: Block | undefined = block;
  for (let level = 0; at && level < DEEPEST; level++, at = at.parent) {
    const found = at.directives.get(name);
    if (found) return found;
  }
  return [];
}
