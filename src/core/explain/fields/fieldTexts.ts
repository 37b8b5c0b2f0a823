/** Title, RFC section, and text (empty where the title says it all), by field key. */
export type FieldTexts = Readonly<Record<string, readonly [title: string, rfc: string, text?: string]>>;
