// The outline of a text, and a search over the declarations of all.

import {
  DocumentSymbolRequest,
  SymbolKind,
  WorkspaceSymbolRequest,
  type DocumentSymbol as ProtocolSymbol,
  type SymbolInformation,
} from 'vscode-languageserver';
import type { Analysis } from '../../../compiler/compile.js';
import { symbols, type DocumentSymbol, type SymbolKind as Kind } from '../../../compiler/services/symbols.js';
import type { Source } from '../../../grammar/source.js';
import { locationOf, rangeOf } from '../place.js';
import type { Feature } from '../session.js';

const kinds: { readonly [K in Kind]: SymbolKind } = {
  model: SymbolKind.Module,
  parameter: SymbolKind.Constant,
  block: SymbolKind.Class,
  input: SymbolKind.Interface,
  layer: SymbolKind.Method,
  value: SymbolKind.Variable,
  repeat: SymbolKind.Array,
  condition: SymbolKind.Operator,
  branch: SymbolKind.Object,
  use: SymbolKind.File,
  budget: SymbolKind.Number,
  training: SymbolKind.Event,
  setting: SymbolKind.Property,
  output: SymbolKind.Interface,
};

/** What somebody looks for by name, in another file too. */
const declarations: ReadonlySet<Kind> = new Set(['model', 'block', 'parameter', 'value', 'input']);
const mostFound = 500;

export const outlines: Feature = ({ answers, workspace, open }) => {
  answers.about(DocumentSymbolRequest.type, null, ({ analysis }) =>
    symbols(analysis).map((symbol) => symbolOf(symbol, analysis.source)),
  );
  answers.to(WorkspaceSymbolRequest.type, async ({ query }) => {
    const wanted = query.toLowerCase();
    const analyses = await workspace.analysesWith(open.names);
    return analyses.flatMap((analysis) => declaredIn(analysis, wanted)).slice(0, mostFound);
  });
  return { documentSymbolProvider: true, workspaceSymbolProvider: true };
};

function symbolOf(symbol: DocumentSymbol, source: Source): ProtocolSymbol {
  const { name, detail, kind, span, nameSpan, children } = symbol;
  return {
    // An empty name is refused by editors.
    name: name || kind,
    ...(detail !== undefined && { detail }),
    kind: kinds[kind],
    range: rangeOf(source, span),
    selectionRange: rangeOf(source, nameSpan),
    children: children.map((child) => symbolOf(child, source)),
  };
}

function declaredIn({ source, ...analysis }: Analysis, wanted: string): SymbolInformation[] {
  const found: SymbolInformation[] = [];
  const visit = (symbol: DocumentSymbol, container: string | undefined): void => {
    const { name, kind, nameSpan, children } = symbol;
    if (declarations.has(kind) && isLike(name.toLowerCase(), wanted))
      found.push({
        name,
        kind: kinds[kind],
        location: locationOf(source, nameSpan),
        ...(container !== undefined && { containerName: container }),
      });
    for (const child of children) visit(child, name);
  };
  for (const symbol of symbols({ source, ...analysis })) visit(symbol, undefined);
  return found;
}

/** Whether the letters stand in the name, in this order. */
function isLike(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
