/** RFC section, then the sentences, by the extension's registered name. */
export type ExtensionTexts = Readonly<Record<string, readonly [rfc: string, ...sentences: string[]]>>;
