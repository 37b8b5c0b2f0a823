/** The side view's box takes no longer text, in characters; the host refuses it too. */
export const LONGEST_TEXT = 4 << 20;
