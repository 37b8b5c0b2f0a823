/** A menu is wanted for what is chosen, at a point of the window. */
export type MenuAtEvent = CustomEvent<{ readonly x: number; readonly y: number }>;

/** Whether a key asks for the context menu: the menu key or Shift+F10. */
export function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === "ContextMenu" || (key === "F10" && shiftKey);
}

/** Fires "menu-at" at an element. */
export function askForMenu(element: HTMLElement, x: number, y: number): void {
  const event: MenuAtEvent = new CustomEvent("menu-at", { detail: { x, y }, bubbles: true, composed: true });
  element.dispatchEvent(event);
}
