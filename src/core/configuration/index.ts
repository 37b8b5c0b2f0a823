import { apache } from "./apache";
import { envoy } from "./envoy";
import { haproxy } from "./haproxy";
import { kubeconfig } from "./kubeconfig";
import { kubernetes } from "./kubernetes";
import { nginx } from "./nginx";
import type { Configuration, ConfigurationFile, FormatReader } from "./types";

export type { Configuration, ConfigurationFile, ConfiguredPair, Place } from "./types";

/** A new format is a file and a row here; the first that recognises a file reads it. */
const FORMATS: readonly FormatReader[] = [kubernetes, kubeconfig, envoy, apache, nginx, haproxy];

/** No configuration is longer, in characters. */
const LONGEST = 1 << 20;
/** More pairs than any configuration has in earnest; each has its files looked at. */
const MOST_PAIRS = 1000;

/**
 * The certificates and keys that a configuration names, as they are used together; undefined for a file that is no
 * configuration known here. Never throws.
 */
export function readConfiguration(file: ConfigurationFile): Configuration | undefined {
  if (file.text.length > LONGEST) return undefined;
  const reader = FORMATS.find((format) => format.recognises(file));
  return reader && { format: reader.format, pairs: reader.read(file.text).slice(0, MOST_PAIRS) };
}
