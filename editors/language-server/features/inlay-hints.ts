// Shapes behind the layers.

import { InlayHintKind, InlayHintRequest } from 'vscode-languageserver';
import { inlayHints } from '../../../compiler/services/inlay-hints.js';
import { positionAt } from '../place.js';
import type { Feature } from '../session.js';

export const hints: Feature = ({ answers, settings }) => {
  answers.within(InlayHintRequest.type, null, ({ analysis }, span) => {
    if (!settings().inlayHints) return [];
    return inlayHints(analysis, span).map(({ offset, label, tooltip }) => ({
      position: positionAt(analysis.source, offset),
      label,
      kind: InlayHintKind.Type,
      paddingLeft: true,
      ...(tooltip !== undefined && { tooltip }),
    }));
  });
  return { inlayHintProvider: true };
};
