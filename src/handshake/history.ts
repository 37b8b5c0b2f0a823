import type { Memento } from "vscode";

const KEY = "tlsInspector.history";
const MOST = 20;

/** Targets that were typed before, the last one first. */
export class TargetHistory {
  constructor(private readonly state: Memento) {}

  get targets(): readonly string[] {
    const stored: unknown = this.state.get(KEY);
    return Array.isArray(stored) ? stored.filter((target) => typeof target === "string") : [];
  }

  /** Puts a target first; the oldest ones are dropped. */
  async remember(target: string): Promise<void> {
    await this.state.update(KEY, [target, ...this.targets.filter((one) => one !== target)].slice(0, MOST));
  }
}
