import { body } from "../../grammar";

/** An extension whose presence says it all. */
export const empty = body({});
