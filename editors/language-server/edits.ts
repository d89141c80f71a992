// Edits of the compiler as edits of the workspace.

import { TextDocumentEdit, TextEdit, type WorkspaceEdit } from 'vscode-languageserver';
import type { Source, Span } from '../../grammar/source.js';
import type { Client } from './client.js';
import type { OpenTexts } from './open-texts.js';
import { rangeOf } from './place.js';
import { uriOf } from './text-name.js';

export interface PlacedEdit {
  readonly source: Source;
  readonly span: Span;
  readonly text: string;
}

export function textEditOf({ source, span, text }: PlacedEdit): TextEdit {
  return TextEdit.replace(rangeOf(source, span), text);
}

/** With the versions that the edits are of, where the editor takes them: then it refuses what came too late. */
export function workspaceEditOf(
  edits: readonly PlacedEdit[],
  open: OpenTexts,
  { takesVersionedEdits }: Pick<Client, 'takesVersionedEdits'>,
): WorkspaceEdit {
  const byText = new Map<string, TextEdit[]>();
  for (const edit of edits) {
    const { name } = edit.source;
    byText.set(name, [...(byText.get(name) ?? []), textEditOf(edit)]);
  }
  const uri = (name: string) => open.get(name)?.uri ?? uriOf(name);
  if (!takesVersionedEdits)
    return { changes: Object.fromEntries([...byText].map(([name, list]) => [uri(name), list])) };
  return {
    documentChanges: [...byText].map(([name, list]) =>
      TextDocumentEdit.create({ uri: uri(name), version: open.get(name)?.version ?? null }, list),
    ),
  };
}
