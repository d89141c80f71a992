// `cnnc.explain`: the page of a code. Unless one is given, those at the cursor and in the text are offered.

import { commands, languages, window, type Diagnostic } from 'vscode';
import { pageOf } from '../explanation-pages.js';

export async function explain(code?: string): Promise<void> {
  const chosen = code ?? (await chooseCode());
  if (chosen === undefined) return;
  try {
    await commands.executeCommand('markdown.showPreviewToSide', pageOf(chosen));
  } catch {
    // VS Code's own Markdown extension can be switched off.
    await window.showTextDocument(pageOf(chosen), { preview: true });
  }
}

async function chooseCode(): Promise<string | undefined> {
  const found = mistakes();
  if (found.length === 0) return askForCode();
  const items = found.map(({ message, code }) => ({ label: code, description: message.split('\n')[0] }));
  const chosen = await window.showQuickPick(items, { placeHolder: 'Which message?' });
  return chosen?.label;
}

function askForCode(): Thenable<string | undefined> {
  return window.showInputBox({
    prompt: 'The code of a message',
    placeHolder: 'CNN301',
    validateInput: (text) => (/^CNN\d{3}$/.test(text) ? undefined : 'A code is CNN and three digits.'),
  });
}

/** Each code of the text once, those at the cursor first. */
function mistakes(): readonly { readonly code: string; readonly message: string }[] {
  const editor = window.activeTextEditor;
  if (editor === undefined) return [];
  const line = editor.selection.active.line;
  const distance = ({ range }: Diagnostic) => Math.abs(range.start.line - line);
  const sorted = languages
    .getDiagnostics(editor.document.uri)
    .toSorted((first, second) => distance(first) - distance(second));
  const byCode = new Map<string, string>();
  for (const diagnostic of sorted) {
    const code = codeOf(diagnostic);
    if (code !== undefined && !byCode.has(code)) byCode.set(code, diagnostic.message);
  }
  return [...byCode].map(([code, message]) => ({ code, message }));
}

function codeOf({ code }: Diagnostic): string | undefined {
  const value = typeof code === 'object' ? code.value : code;
  return typeof value === 'string' && value.startsWith('CNN') ? value : undefined;
}
