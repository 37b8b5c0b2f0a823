import {
  ColorThemeKind,
  EventEmitter,
  ThemeColor,
  window,
  workspace,
  type Disposable,
  type TextDocument,
  type TextEditor,
  type TextEditorDecorationType,
} from "vscode";
import { rangeOf } from "../places";
import type { DocumentDumpReading } from "./documentDumps";
import { FIELD_KINDS, type FieldKind } from "./fieldKinds";
import type { DumpsOnDemand } from "./onDemand";
import { paintedIn, type PaintedField } from "./paint";

/** Edits and scrolling settle for so long before the fields are painted anew, in milliseconds. */
const SETTLE_MS = 60;
/** So many lines above and below what is seen are painted too, so that scrolling finds them so. */
const MARGIN = 80;

/** Paints the fields of dumps in the editors that show annotated documents. */
export class Annotations implements Disposable {
  readonly #annotated = new Map<string, boolean>();
  #types: ReadonlyMap<FieldKind, TextEditorDecorationType> = decorationTypes();
  readonly #timers = new Map<TextEditor, ReturnType<typeof setTimeout>>();
  readonly #painted = new WeakMap<TextEditor, readonly PaintedField[]>();
  readonly #changed = new EventEmitter<void>();
  /** Other documents are annotated than before. */
  readonly onDidChange = this.#changed.event;
  readonly #disposables: Disposable[];

  constructor(private readonly dumps: DumpsOnDemand) {
    this.#disposables = [
      this.#changed,
      window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.#later(editor);
      }),
      window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => {
        this.#later(textEditor);
      }),
      workspace.onDidChangeTextDocument(({ document }) => {
        for (const editor of editorsOf(document)) this.#later(editor);
      }),
      workspace.onDidCloseTextDocument((document) => {
        this.#annotated.delete(document.uri.toString());
      }),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("tlsInspector.annotateDumps")) this.#again();
      }),
      dumps.onDidChoose(() => {
        this.#again();
      }),
      window.onDidChangeActiveColorTheme(() => {
        for (const type of this.#types.values()) type.dispose();
        this.#types = decorationTypes();
        this.#again();
      }),
    ];
    this.#again();
  }

  /** Whether a document's dumps are to be painted: as the command said last, or else the setting. */
  isAnnotated(document: TextDocument): boolean {
    return (
      this.#annotated.get(document.uri.toString()) ??
      workspace.getConfiguration("tlsInspector", document).get("annotateDumps") === "always"
    );
  }

  /** Paints a document's dumps, or clears them. Returns whether they are painted now. */
  async toggle(document: TextDocument): Promise<boolean> {
    const on = !this.isAnnotated(document);
    this.#annotated.set(document.uri.toString(), on);
    await Promise.all(editorsOf(document).map((editor) => this.#paint(editor)));
    this.#changed.fire();
    return on;
  }

  /** What is painted in an editor now. */
  paintedIn(editor: TextEditor): readonly PaintedField[] {
    return this.#painted.get(editor) ?? [];
  }

  /** Every editor in sight; lenses and hints too. */
  #again(): void {
    for (const editor of window.visibleTextEditors) this.#later(editor);
    this.#changed.fire();
  }

  #later(editor: TextEditor): void {
    if (!this.isAnnotated(editor.document) && !this.#painted.has(editor)) return;
    clearTimeout(this.#timers.get(editor));
    const timer = setTimeout(() => {
      this.#timers.delete(editor);
      void this.#paint(editor);
    }, SETTLE_MS);
    this.#timers.set(editor, timer);
  }

  async #paint(editor: TextEditor): Promise<void> {
    const { document } = editor;
    const { version } = document;
    const reading = this.isAnnotated(document) ? await this.dumps.read(document) : undefined;
    // The document has changed meanwhile: another painting is on its way.
    if (document.version !== version) return;
    const painted = reading ? fieldsInSight(editor, reading) : [];
    if (painted.length === 0 && !this.#painted.has(editor)) return;
    for (const kind of FIELD_KINDS) {
      const type = this.#types.get(kind);
      const ranges = painted
        .filter((field) => field.kind === kind)
        .flatMap(({ pieces }) => pieces.map((piece) => rangeOf(document, piece)));
      if (type) editor.setDecorations(type, ranges);
    }
    if (painted.length > 0) this.#painted.set(editor, painted);
    else this.#painted.delete(editor);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const disposable of this.#disposables) disposable.dispose();
    for (const type of this.#types.values()) type.dispose();
  }
}

function editorsOf(document: TextDocument): TextEditor[] {
  return window.visibleTextEditors.filter((editor) => editor.document === document);
}

function fieldsInSight(
  { document, visibleRanges }: TextEditor,
  reading: DocumentDumpReading,
): PaintedField[] {
  const [first] = visibleRanges;
  const last = visibleRanges.at(-1);
  if (!first || !last) return [];
  const start = document.offsetAt(document.lineAt(Math.max(0, first.start.line - MARGIN)).range.start);
  const bottom = Math.min(document.lineCount - 1, last.end.line + MARGIN);
  const end = document.offsetAt(document.lineAt(bottom).range.end);
  return reading
    .within(start, end)
    .flatMap((dump) => paintedIn(reading.text, dump, reading.fieldsOf(dump), start, end));
}

/** In high contrast a field has a border, and its text keeps the background that it can be read on. */
function decorationTypes(): ReadonlyMap<FieldKind, TextEditorDecorationType> {
  const { kind: theme } = window.activeColorTheme;
  const contrast = theme === ColorThemeKind.HighContrast || theme === ColorThemeKind.HighContrastLight;
  return new Map(
    FIELD_KINDS.map((kind) => {
      const color = new ThemeColor(`tlsInspector.field.${kind}`);
      return [
        kind,
        window.createTextEditorDecorationType(
          contrast
            ? { border: "1px solid", borderColor: color }
            : { backgroundColor: color, borderRadius: "2px" },
        ),
      ];
    }),
  );
}
