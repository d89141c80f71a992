// The command of a kind of panel: one panel of a kind, which shows the network that was asked for last.

import { Uri, window, workspace, type ExtensionContext, type TextDocument } from 'vscode';
import { NetworkPanel, type PanelKind } from './panel.js';

/** @returns a command that takes a file from a menu or, as text, from a lens; else that of the editor */
export function panelCommand(kind: PanelKind, { extensionUri, subscriptions }: ExtensionContext) {
  let panel: NetworkPanel | undefined;
  subscriptions.push({ dispose: () => panel?.dispose() });
  return async (file?: Uri | string): Promise<void> => {
    const document = await documentOf(file);
    if (document === undefined) return void window.showInformationMessage('Open a .cnn file first.');
    if (panel !== undefined) return panel.show(document);
    panel = new NetworkPanel(kind, extensionUri, document, () => {
      panel = undefined;
    });
  };
}

async function documentOf(file: Uri | string | undefined): Promise<TextDocument | undefined> {
  if (file !== undefined) {
    return workspace.openTextDocument(typeof file === 'string' ? Uri.parse(file, true) : file);
  }
  const editors = [window.activeTextEditor, ...window.visibleTextEditors];
  return editors.find((editor) => editor?.document.languageId === 'cnn')?.document;
}
