import { QuickPickItemKind, window, type QuickPickItem } from "vscode";
import type { TargetHistory } from "./history";
import { suggestedTargets } from "./settings";

interface TargetItem extends QuickPickItem {
  readonly target?: string;
}

/**
 * Asks for a server: what the workspace suggests, what was tested before, or anything typed. `problemOf` says what is
 * wrong with a typed target. Undefined when the user gives up.
 */
export async function pickTarget(
  history: TargetHistory,
  mutual: boolean,
  problemOf: (target: string) => string | undefined,
): Promise<string | undefined> {
  const known = knownTargets(history, mutual);
  const pick = window.createQuickPick<TargetItem>();
  pick.title = mutual ? "Two-way (mutual) handshake test" : "Handshake test";
  pick.placeholder = "host, host:port, [IPv6]:port or URL";
  pick.items = known;
  pick.matchOnDescription = true;
  pick.ignoreFocusOut = true;
  return new Promise((resolve) => {
    pick.onDidChangeValue((value) => {
      pick.items = [...typed(value, problemOf), ...known];
    });
    pick.onDidAccept(() => {
      const target = pick.activeItems[0]?.target ?? "";
      if (!target) return;
      resolve(target);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function knownTargets(history: TargetHistory, mutual: boolean): TargetItem[] {
  const suggested = [...suggestedTargets()].sort(
    (a, b) => Number(b.mutual === mutual) - Number(a.mutual === mutual),
  );
  const suggestions = suggested.map(({ target, label }) => ({ label: target, description: label, target }));
  const earlier = history.targets
    .filter((target) => !suggested.some((one) => one.target === target))
    .map((target) => ({ label: target, target }));
  const group = (label: string, items: TargetItem[]): TargetItem[] =>
    items.length > 0 ? [{ label, kind: QuickPickItemKind.Separator }, ...items] : [];
  return [...group("suggested by the workspace", suggestions), ...group("tested before", earlier)];
}

function typed(value: string, problemOf: (target: string) => string | undefined): TargetItem[] {
  const target = value.trim();
  if (!target) return [];
  const problem = problemOf(target);
  return [
    problem
      ? { label: target, description: problem, alwaysShow: true }
      : { label: target, description: "connect to this server", target, alwaysShow: true },
  ];
}
