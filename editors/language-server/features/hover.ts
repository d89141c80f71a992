// What is shown over a word.

import { HoverRequest, MarkupKind } from 'vscode-languageserver';
import { hover } from '../../../compiler/services/hover.js';
import { rangeOf } from '../place.js';
import type { Feature } from '../session.js';

export const hovers: Feature = ({ answers }) => {
  answers.at(HoverRequest.type, null, ({ analysis }, offset) => {
    const found = hover(analysis, offset);
    if (found === undefined) return null;
    const contents = { kind: MarkupKind.Markdown, value: found.markdown };
    return { contents, range: rangeOf(analysis.source, found.span) };
  });
  return { hoverProvider: true };
};
