import { equalBytes } from "../../bytes/concat";
import { sameName, type Certificate } from "../../x509";
import { nameOf } from "./describe";
import { buildPaths } from "./path";
import { walk, type WalkContext } from "./walk";

/** A signer's path whose lists have signers whose lists have signers …: so deep at most. */
const MAX_DEPTH = 4;
/** So many paths are walked at most for all signers together. */
const MAX_WALKS = 100;

/** The paths of certificates that signed revocation lists, each validated once (RFC 5280 §6.3.3 (f)). */
export class SignerPaths {
  readonly #known = new Map<Certificate, Map<Certificate, string | undefined>>();
  readonly #underWay = new Set<Certificate>();
  #walks = 0;

  constructor(readonly context: WalkContext) {}

  /** Why `signer` has no valid path to `anchor`; undefined when it has one. */
  problem(signer: Certificate, anchor: Certificate | undefined): string | undefined {
    if (!anchor) return "no trusted root is at hand to lead it to";
    const known = this.#known.get(signer) ?? new Map<Certificate, string | undefined>();
    this.#known.set(signer, known);
    if (known.has(anchor)) return known.get(anchor);
    if (this.#underWay.has(signer)) return "its own path rests on the list";
    if (this.#underWay.size >= MAX_DEPTH) return "its path rests on too many further lists";
    this.#underWay.add(signer);
    const problem = this.#validate(signer, anchor);
    this.#underWay.delete(signer);
    // What was found on the way to another signer's path may rest on that one.
    if (this.#underWay.size === 0) known.set(anchor, problem);
    return problem;
  }

  #validate(signer: Certificate, anchor: Certificate): string | undefined {
    let problem: string | undefined;
    for (const path of buildPaths(signer, this.context.pool)) {
      if (!path.anchor || !sameAnchor(path.anchor, anchor)) continue;
      if (this.#walks++ >= MAX_WALKS) return "too many further lists are signed by others";
      const walked = walk(path, undefined, this.context);
      if (walked.failures === 0) return undefined;
      problem ??= walked.steps.find(({ status }) => status !== "passed")?.message;
    }
    return problem ?? `no path leads from it to ${nameOf(anchor)}`;
  }
}

/** RFC 5280 §6.3.3 (f): the same anchor as the certificate's in question. */
function sameAnchor(a: Certificate, b: Certificate): boolean {
  return equalBytes(a.publicKey.der, b.publicKey.der) && sameName(a.subject, b.subject);
}
