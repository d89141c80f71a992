// What words are, where colours by patterns cannot know.

import {
  SemanticTokensBuilder,
  SemanticTokensRangeRequest,
  SemanticTokensRequest,
  type SemanticTokens,
} from 'vscode-languageserver';
import {
  semanticTokens,
  type SemanticToken,
  type TokenModifier,
  type TokenType,
} from '../../../compiler/services/semantic-tokens.js';
import type { Source } from '../../../grammar/source.js';
import { positionAt } from '../place.js';
import type { Feature } from '../session.js';

const places: { readonly [K in TokenType]: number } = { function: 0, parameter: 1, variable: 2, property: 3 };
const bits: { readonly [K in TokenModifier]: number } = { declaration: 1, readonly: 2, unused: 4 };

const legend = { tokenTypes: Object.keys(places), tokenModifiers: Object.keys(bits) };

export const colours: Feature = ({ answers }) => {
  answers.about(SemanticTokensRequest.type, null, ({ analysis }) =>
    encoded(semanticTokens(analysis), analysis.source),
  );
  answers.within(SemanticTokensRangeRequest.type, null, ({ analysis }, span) =>
    encoded(semanticTokens(analysis, span), analysis.source),
  );
  return { semanticTokensProvider: { legend, full: true, range: true } };
};

function encoded(tokens: readonly SemanticToken[], source: Source): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { span, type, modifiers } of tokens) {
    const { line, character } = positionAt(source, span.start);
    const marked = modifiers.reduce((sum, modifier) => sum | bits[modifier], 0);
    builder.push(line, character, span.end - span.start, places[type], marked);
  }
  // Without an identifier: differences are not offered.
  return { data: builder.build().data };
}
