import { version } from "../../package.json";

/** The extension's version. */
export const VERSION = version;
