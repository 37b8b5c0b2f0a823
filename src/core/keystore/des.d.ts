/** What is used of des.js, which has no types of its own. */
declare module "des.js" {
  interface Options {
    readonly type: "encrypt" | "decrypt";
    /** 8 bytes for DES, 24 for EDE. */
    readonly key: Uint8Array;
    readonly iv: Uint8Array;
    /** Without it padding is neither added nor taken off. */
    readonly padding?: boolean;
  }
  interface Cipher {
    /** The result over whole blocks, the last one included. */
    final(data: Uint8Array): number[];
  }
  interface CipherClass {
    create(options: Options): Cipher;
  }
  interface Desjs {
    readonly DES: CipherClass;
    readonly EDE: CipherClass;
    readonly CBC: { instantiate(base: CipherClass): CipherClass };
  }
  const des: Desjs;
  export default des;
}
