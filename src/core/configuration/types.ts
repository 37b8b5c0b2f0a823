/** Characters of the configuration, in UTF-16 offsets. */
export interface Characters {
  readonly start: number;
  readonly end: number;
}

/** Where a configuration says that a certificate or a key is. */
export type Place =
  /** A file, as it is written there. */
  | (Characters & { readonly kind: "path"; readonly path: string })
  /** The value itself, in the configuration. */
  | (Characters & { readonly kind: "inline" });

/** What is used together: certificates with their key, or authorities by themselves. */
export interface ConfiguredPair {
  /** The certificate and what is sent with it. */
  readonly certificate?: Place;
  readonly key?: Place;
  /** Further certificates of the chain, in a file of their own. */
  readonly chain?: Place;
  /** Authorities that the other side's certificate is held against. */
  readonly authorities: readonly Place[];
  /** Certificate and key are expected in one file. */
  readonly combined?: boolean;
  /** Something gives the key's passphrase. */
  readonly hasPassphrase: boolean;
}

/** A configuration that names certificates and keys. */
export interface Configuration {
  readonly format: ConfigurationFormat;
  readonly pairs: readonly ConfiguredPair[];
}

export type ConfigurationFormat = "nginx" | "Apache" | "HAProxy" | "Envoy" | "Kubernetes" | "kubeconfig";

/** What a file is recognised by. */
export interface ConfigurationFile {
  /** The last part of its path, in lower case. */
  readonly name: string;
  /** VS Code's language id, where one is known. */
  readonly languageId?: string;
  readonly text: string;
}

/** How one format is recognised and read: a row of the table. */
export interface FormatReader {
  readonly format: ConfigurationFormat;
  /** A quick look. */
  recognises(file: ConfigurationFile): boolean;
  /** Never throws; linear in the text's length. */
  read(text: string): readonly ConfiguredPair[];
}
