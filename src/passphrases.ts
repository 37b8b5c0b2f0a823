import { window } from "vscode";

/** Passphrases of keys and keystores, by file: in memory only, and gone when the extension host ends. */
export class Passphrases {
  readonly #byFile = new Map<string, string>();

  /** The passphrase for a file: the one that worked before on the first attempt, else asked for. Undefined when the user declines. */
  async ask(file: string, attempt: number): Promise<string | undefined> {
    const known = attempt === 1 ? this.#byFile.get(file) : undefined;
    if (known !== undefined) return known;
    this.#byFile.delete(file);
    const name = file.split(/[\\/]/).at(-1) ?? file;
    const passphrase = await window.showInputBox({
      title: `Passphrase for ${name}`,
      prompt:
        attempt > 1
          ? "That was not the passphrase: try again. It is kept in memory until VS Code closes."
          : "It is kept in memory until VS Code closes.",
      password: true,
      ignoreFocusOut: true,
    });
    if (passphrase !== undefined) this.#byFile.set(file, passphrase);
    return passphrase;
  }

  /** The passphrase that opened a file before. */
  known(file: string): string | undefined {
    return this.#byFile.get(file);
  }

  /** Forgets a file's, or all of them. */
  forget(file?: string): void {
    if (file === undefined) this.#byFile.clear();
    else this.#byFile.delete(file);
  }
}
