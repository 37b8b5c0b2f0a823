// The one file that imports @vscode/webview-ui-toolkit (its development has ended): replacing it is a change here
// and in the few templates that use <vscode-…> elements. Only what those templates use is registered. Not the badge: it sets a style
// attribute, which the page's policy forbids; nor the data grid: a table says the same to everyone.
import "./nonce";
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodePanelTab,
  vsCodePanelView,
  vsCodePanels,
  vsCodeProgressRing,
  vsCodeTextField,
} from "@vscode/webview-ui-toolkit";

/** Defines the custom elements; to be called once, before the first element is rendered. */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodePanelTab(),
    vsCodePanelView(),
    vsCodePanels(),
    vsCodeProgressRing(),
    vsCodeTextField(),
  );
}
