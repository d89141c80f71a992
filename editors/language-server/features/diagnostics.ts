// Diagnostics for editors that ask for them.

import {
  DocumentDiagnosticRequest,
  type Diagnostic,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Feature } from '../session.js';

export const diagnostics: Feature = ({ answers, board }) => {
  if (!board.isAsked) return {};
  answers.about(DocumentDiagnosticRequest.type, full([]), ({ analysis }) =>
    full(board.of(analysis.source.name)),
  );
  return { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } };
};

function full(items: Diagnostic[]): DocumentDiagnosticReport {
  return { kind: 'full', items };
}
