// `cnnc.example`: a first network to play with, in a text of its own that no file holds yet.

import { Uri, window, workspace } from 'vscode';

export function openExample(extension: Uri) {
  return async (): Promise<void> => {
    const bytes = await workspace.fs.readFile(Uri.joinPath(extension, 'walkthrough/digits.cnn'));
    const content = new TextDecoder().decode(bytes);
    await window.showTextDocument(await workspace.openTextDocument({ language: 'cnn', content }));
  };
}
