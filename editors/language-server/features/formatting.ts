// The layout of `cnnc fmt`. What does not read stays as it is: the diagnostics say why.

import { DocumentFormattingRequest, DocumentRangeFormattingRequest } from 'vscode-languageserver';
import { print } from '../../../grammar/print/print.js';
import type { Source, Span } from '../../../grammar/source.js';
import { textEditOf, type PlacedEdit } from '../edits.js';
import { layoutEdits } from '../minimal-edits.js';
import type { Feature } from '../session.js';

export const formatting: Feature = ({ answers }) => {
  answers.about(DocumentFormattingRequest.type, null, ({ analysis }) =>
    formatted(analysis.source).map(textEditOf),
  );
  answers.within(DocumentRangeFormattingRequest.type, null, ({ analysis }, span) =>
    formatted(analysis.source)
      .filter((edit) => touches(edit, span))
      .map(textEditOf),
  );
  return { documentFormattingProvider: true, documentRangeFormattingProvider: true };
};

function formatted(source: Source): PlacedEdit[] {
  const { text, errors } = print(source);
  return errors.length > 0 ? [] : layoutEdits(source, text);
}

function touches({ span }: PlacedEdit, { start, end }: Span): boolean {
  return span.start <= end && span.end >= start;
}
