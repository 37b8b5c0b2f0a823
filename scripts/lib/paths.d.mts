/** Types of paths.mjs, for the TypeScript that is bundled to out/tools. */
export declare const root: string;
export declare const cache: string;
export declare const hostFolder: string;
export declare const serverMain: string;
export declare function node24(): string | undefined;
export declare function findProgram(...names: string[]): string | undefined;
export declare function findChromium(): string | undefined;
export declare function findVsix(): string | undefined;
