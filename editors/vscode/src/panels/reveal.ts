// From a layer in a panel to the line that it is written in.

import { Range, Uri, ViewColumn, window, workspace, type TextDocument } from 'vscode';

/** What the page of a panel sends when a layer is chosen. */
export interface Place {
  /** From 0. */
  readonly line: number;
  /** Where it is not the text that the panel shows: in a block of another file. */
  readonly uri?: string;
}

export async function reveal(shown: TextDocument, { line, uri }: Place): Promise<void> {
  const document = uri === undefined ? shown : await workspace.openTextDocument(Uri.parse(uri, true));
  const open = window.visibleTextEditors.find((editor) => editor.document === document);
  const { range } = document.lineAt(Math.min(line, document.lineCount - 1));
  await window.showTextDocument(document, {
    viewColumn: open?.viewColumn ?? ViewColumn.One,
    selection: new Range(range.start, range.end),
  });
}
