/** What a run inside VS Code writes to the file that TEST_RESULT_FILE names. */
export interface SuiteResult {
  readonly tests: readonly {
    readonly title: string;
    readonly state: "passed" | "failed" | "skipped";
    readonly error?: string;
  }[];
}
