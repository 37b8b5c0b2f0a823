import { css } from "lit";

/** What every element of ours shares. Colours come from the theme only. */
export const base = css`
  :host {
    box-sizing: border-box;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 1.45;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .icon {
    font: normal 16px/1 codicon;
    display: inline-block;
    flex: none;
    width: 16px;
    text-align: center;
    vertical-align: -3px;
    speak: never;
    user-select: none;
    -webkit-font-smoothing: antialiased;
  }
  /* Only icons are coloured: the words beside them must be readable in every theme. */
  .icon.good {
    color: var(--vscode-testing-iconPassed);
  }
  .icon.warn {
    color: var(--vscode-problemsWarningIcon-foreground, var(--vscode-editorWarning-foreground));
  }
  .icon.bad {
    color: var(--vscode-problemsErrorIcon-foreground, var(--vscode-errorForeground));
  }
  .icon.info {
    color: var(--vscode-problemsInfoIcon-foreground, var(--vscode-foreground));
  }
  .muted {
    color: var(--vscode-descriptionForeground);
  }
  .mono {
    font-family: var(--vscode-editor-font-family);
    font-size: 0.95em;
  }
  .wire {
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
  }
  .ellipsis {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  h2,
  h3,
  h4,
  p,
  ul,
  ol,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  dt,
  dd,
  th,
  td {
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 1.15em;
    font-weight: 600;
  }
  h3 {
    font-size: 1em;
    font-weight: 600;
  }
  ul,
  ol {
    list-style: none;
  }
  button.link {
    appearance: none;
    background: none;
    border: none;
    padding: 0;
    margin: 0;
    font: inherit;
    color: var(--vscode-textLink-foreground);
    cursor: pointer;
    text-align: start;
    overflow-wrap: anywhere;
  }
  button.link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  button.tool {
    appearance: none;
    display: inline-flex;
    align-items: center;
    gap: 4px;
    min-width: 22px;
    min-height: 22px;
    padding: 1px 3px;
    border: 1px solid transparent;
    border-radius: 5px;
    background: none;
    color: var(--vscode-icon-foreground, var(--vscode-foreground));
    font: inherit;
    cursor: pointer;
  }
  button.tool:hover {
    background: var(--vscode-toolbar-hoverBackground);
    outline: 1px dashed var(--vscode-toolbar-hoverOutline, transparent);
    outline-offset: -1px;
  }
  button.tool:disabled {
    opacity: 0.5;
    cursor: default;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  .card {
    border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, var(--vscode-panel-border)));
    border-radius: 4px;
    background: var(--vscode-editorWidget-background);
  }
  details > summary {
    cursor: pointer;
    list-style: none;
    display: flex;
    align-items: center;
    gap: 4px;
    border-radius: 3px;
  }
  details > summary::-webkit-details-marker {
    display: none;
  }
  details > summary > .twistie {
    transition: none;
  }
  details[open] > summary > .twistie {
    transform: rotate(90deg);
  }
  vscode-button {
    flex: none;
    /* Themes of high contrast have no colour for hovering, and the toolkit's own does not suit them. */
    --button-secondary-hover-background: var(
      --vscode-button-secondaryHoverBackground,
      var(--vscode-button-secondaryBackground, transparent)
    );
  }
`;

/** A menu (`#menu`) and its entries (role menuitem), wherever it opens. */
export const menuStyles = css`
  #menu {
    padding: 4px;
    border: 1px solid var(--vscode-menu-border, var(--vscode-widget-border, var(--vscode-contrastBorder)));
    border-radius: 5px;
    background: var(--vscode-menu-background);
    color: var(--vscode-menu-foreground);
    box-shadow: 0 2px 8px var(--vscode-widget-shadow);
  }
  [role="menuitem"] {
    display: flex;
    justify-content: space-between;
    border-radius: 3px;
    cursor: pointer;
  }
  [role="menuitem"]:hover,
  [role="menuitem"]:focus {
    background: var(--vscode-menu-selectionBackground);
    color: var(--vscode-menu-selectionForeground);
    outline: 1px solid var(--vscode-menu-selectionBorder, transparent);
    outline-offset: -1px;
  }
  [role="menuitem"]:hover .muted,
  [role="menuitem"]:focus .muted {
    color: inherit;
  }
  .icon {
    color: inherit;
  }
`;

/** The chosen row (`.chosen`) of a list or tree that has the focus (`#list`, `#scroller`) or not. */
export const chosenStyles = css`
  .chosen,
  .chosen:hover {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, var(--vscode-foreground));
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  :is(#list, #scroller):focus .chosen {
    background: var(--vscode-list-activeSelectionBackground);
    color: var(--vscode-list-activeSelectionForeground);
    outline: 1px solid var(--vscode-list-focusOutline, var(--vscode-focusBorder));
  }
`;
