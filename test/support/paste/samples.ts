import { CAPTURES } from "./captures";
import { CERTIFICATES } from "./certificates";
import { DUMPERS } from "./dumpers";
import { LANGUAGES } from "./languages";
import type { Sample } from "./sample";
import { SERVERS } from "./servers";

/** Every sample; a new tool is a row in one of these tables. */
export const SAMPLES: readonly Sample[] = [
  ...DUMPERS,
  ...LANGUAGES,
  ...CAPTURES,
  ...CERTIFICATES,
  ...SERVERS,
];
