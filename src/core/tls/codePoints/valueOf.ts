import { cipherSuites } from "./tables/cipherSuites";
import { namedGroups } from "./tables/namedGroups";
import { signatureSchemes } from "./tables/signatureSchemes";

const REGISTRIES = { cipherSuite: cipherSuites, group: namedGroups, signatureScheme: signatureSchemes };

/** The code point that IANA registered under this name, without regard to case; undefined for none. */
export function valueOf(registry: keyof typeof REGISTRIES, name: string): number | undefined {
  const wanted = name.toLowerCase();
  const found = Object.entries(REGISTRIES[registry]).find(
    ([, registered]) => registered.toLowerCase() === wanted,
  );
  return found ? Number(found[0]) : undefined;
}
