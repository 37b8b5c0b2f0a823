export declare const USES_CRYPTOGRAPHY: {
  readonly unit: readonly string[];
  readonly interop: readonly string[];
};
