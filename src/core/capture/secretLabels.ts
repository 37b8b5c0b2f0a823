/**
 * Labels of our own in a key log, for what RFC 9850 has no label: with them the whole key schedule can be walked and
 * every logged secret recomputed. They stay inside an Inspection; exported key logs leave them out.
 */
export const SHARED_SECRET = "TLS_INSPECTOR_SHARED_SECRET";
export const PRE_MASTER_SECRET = "TLS_INSPECTOR_PRE_MASTER_SECRET";

/** Whether other tools know this label. */
export function isStandardLabel(label: string): boolean {
  return label !== SHARED_SECRET && label !== PRE_MASTER_SECRET;
}
