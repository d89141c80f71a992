// How what is being written is written, and where the cursor is in it.

import { MarkupKind, SignatureHelpRequest, type MarkupContent } from 'vscode-languageserver';
import { signatureHelp } from '../../../compiler/services/signature-help.js';
import type { Feature } from '../session.js';

export const signatures: Feature = ({ answers }) => {
  answers.at(SignatureHelpRequest.type, null, ({ analysis }, offset) => {
    const found = signatureHelp(analysis, offset);
    if (found === undefined) return null;
    const { label, documentation, parameters, activeParameter } = found;
    const signature = {
      label,
      ...documented(documentation),
      parameters: parameters.map((parameter) => ({
        label: [...parameter.label] as [number, number],
        ...documented(parameter.documentation),
      })),
    };
    return { signatures: [signature], activeSignature: 0, activeParameter };
  });
  return { signatureHelpProvider: { triggerCharacters: [' ', '(', ','], retriggerCharacters: [' ', '='] } };
};

function documented(text: string | undefined): { documentation?: MarkupContent } {
  return text === undefined ? {} : { documentation: { kind: MarkupKind.Markdown, value: text } };
}
