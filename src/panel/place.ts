import { TabInputWebview, ViewColumn, window } from "vscode";

/** The column for a new panel: where panels are already, else beside the editor, else the only one there is. */
export function panelColumn(viewType: string): ViewColumn {
  for (const { tabs, viewColumn } of window.tabGroups.all) {
    // VS Code puts a prefix of its own before the type.
    if (tabs.some(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(viewType)))
      return viewColumn;
  }
  return window.tabGroups.activeTabGroup.activeTab ? ViewColumn.Beside : ViewColumn.Active;
}
