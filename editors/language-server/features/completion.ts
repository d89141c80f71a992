// What may stand at the cursor.

import {
  CompletionItemKind,
  CompletionRequest,
  InsertTextFormat,
  MarkupKind,
  TextEdit,
  type CompletionItem,
} from 'vscode-languageserver';
import { complete, type Completion, type CompletionKind } from '../../../compiler/services/complete.js';
import type { Source } from '../../../grammar/source.js';
import { pathsAround } from '../paths-around.js';
import { rangeOf } from '../place.js';
import type { Feature } from '../session.js';

const kinds: { readonly [K in CompletionKind]: CompletionItemKind } = {
  layer: CompletionItemKind.Class,
  block: CompletionItemKind.Module,
  option: CompletionItemKind.EnumMember,
  activation: CompletionItemKind.Operator,
  parameter: CompletionItemKind.Variable,
  value: CompletionItemKind.Value,
  keyword: CompletionItemKind.Keyword,
  function: CompletionItemKind.Function,
  property: CompletionItemKind.Property,
  setting: CompletionItemKind.Field,
  metric: CompletionItemKind.Unit,
  file: CompletionItemKind.File,
  snippet: CompletionItemKind.Snippet,
};

export const completions: Feature = ({ answers, host, client }) => {
  answers.at(CompletionRequest.type, [], async ({ analysis }, offset) => {
    const paths = await pathsAround(analysis, offset, host);
    const found = complete(analysis, offset, paths === undefined ? {} : { paths });
    const usable = client.takesSnippets ? found : found.filter(({ isSnippet }) => !isSnippet);
    return usable.map((completion) => itemOf(completion, analysis.source));
  });
  return { completionProvider: { triggerCharacters: [' ', '"', '/', '.', '<', '|', '=', '{'] } };
};

function itemOf(completion: Completion, source: Source): CompletionItem {
  const { label, kind, detail, documentation, span, text, isSnippet, sortText } = completion;
  return {
    label,
    kind: kinds[kind],
    ...(detail !== undefined && { detail }),
    ...(documentation !== undefined && {
      documentation: { kind: MarkupKind.Markdown, value: documentation },
    }),
    textEdit: TextEdit.replace(rangeOf(source, span), text),
    insertTextFormat: isSnippet ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    // What an editor compares with what was typed.
    filterText: source.slice(span).startsWith('"') ? text : label,
    sortText,
  };
}
