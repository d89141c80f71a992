// A panel beside the editor that shows something of its network, and follows it: as its text changes, and as the
// reader goes to another network.

import {
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type TextDocument,
  type TextEditor,
  type WebviewPanel,
} from 'vscode';
import { pageFrame } from './page-frame.js';
import { reveal, type Place } from './reveal.js';

/** What a kind of panel is. */
export interface PanelKind {
  /** As VS Code calls it inside. */
  readonly id: string;
  readonly title: string;
  /** The HTML of its content; whatever comes from a text is escaped in it. */
  render(document: TextDocument): Promise<string>;
}

/** How long a writer pauses before the panel follows. */
const pause = 150;

export class NetworkPanel implements Disposable {
  readonly #kind: PanelKind;
  readonly #panel: WebviewPanel;
  readonly #subscriptions: Disposable[];
  #document: TextDocument;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  /** Counts the requests, so that an answer that another overtook is dropped. */
  #asked = 0;

  constructor(kind: PanelKind, extension: Uri, document: TextDocument, whenClosed: () => void) {
    this.#kind = kind;
    this.#document = document;
    this.#panel = window.createWebviewPanel(
      kind.id,
      kind.title,
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [Uri.joinPath(extension, 'dist')] },
    );
    this.#subscriptions = [
      workspace.onDidChangeTextDocument((change) => this.#later(change.document)),
      window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      this.#panel.onDidDispose(() => {
        this.dispose();
        whenClosed();
      }),
      this.#panel.webview.onDidReceiveMessage((message: 'ready' | Place) =>
        message === 'ready' ? this.#update() : reveal(this.#document, message),
      ),
    ];
    this.#panel.webview.html = pageFrame(this.#panel.webview, extension, kind.title);
  }

  show(document: TextDocument): void {
    this.#document = document;
    this.#panel.reveal(undefined, true);
    void this.#update();
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#panel.dispose();
  }

  #follow(editor: TextEditor | undefined): void {
    if (editor?.document.languageId !== 'cnn' || editor.document === this.#document) return;
    this.#document = editor.document;
    void this.#update();
  }

  /** Any network may hold blocks that this one uses. */
  #later(changed: TextDocument): void {
    if (changed.languageId !== 'cnn') return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#update(), pause);
  }

  async #update(): Promise<void> {
    const asked = ++this.#asked;
    const name = this.#document.uri.path.replace(/^.*\//, '');
    const html = await this.#kind.render(this.#document);
    if (asked !== this.#asked) return;
    this.#panel.title = `${this.#kind.title}: ${name}`;
    await this.#panel.webview.postMessage(html);
  }
}
