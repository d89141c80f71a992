// What can be done about what is wrong: remedies that were tried, all safe ones at once, and the page of the code.

import {
  CodeActionKind,
  CodeActionRequest,
  type CodeAction as ProtocolAction,
  type CodeActionContext,
} from 'vscode-languageserver';
import { codeActions, type CodeAction } from '../../../compiler/services/actions.js';
import { fixAll } from '../../../compiler/services/fix-all.js';
import type { Span } from '../../../grammar/source.js';
import type { Analyzed } from '../analyses.js';
import { protocolDiagnostic } from '../diagnostic.js';
import { workspaceEditOf } from '../edits.js';
import { wholeEdit } from '../minimal-edits.js';
import type { Feature, Session } from '../session.js';

const fixAllKind = `${CodeActionKind.SourceFixAll}.cnnc`;
const explainCommand = 'cnnc.explain';

export const actions: Feature = (session) => {
  session.answers.within(CodeActionRequest.type, null, (analyzed, span, { context }) => [
    ...(wants(context, CodeActionKind.QuickFix) ? quickFixes(analyzed, span, session) : []),
    ...(wants(context, CodeActionKind.QuickFix) ? explanations(context, session) : []),
    // It takes longer than a person waits for a light bulb.
    ...(context.only !== undefined && wants(context, fixAllKind) ? allFixed(analyzed, session) : []),
  ]);
  return { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] } };
};

/** `source.fixAll` asks for `source.fixAll.cnnc` too. */
function wants({ only }: CodeActionContext, kind: string): boolean {
  return only === undefined || only.some((wanted) => `${kind}.`.startsWith(`${wanted}.`) || wanted === '');
}

function quickFixes({ analysis, asked }: Analyzed, span: Span, session: Session): ProtocolAction[] {
  const names = [analysis.source.name, ...asked.names];
  return codeActions(analysis, span).map((action) => ({
    title: titleOf(action),
    kind: CodeActionKind.QuickFix,
    diagnostics: [protocolDiagnostic(action.diagnostic, names, session.client)],
    // It is what an editor does at one keystroke: only what cannot do harm.
    isPreferred: action.isPreferred && action.isSafe,
    edit: workspaceEditOf(action.edits, session.open, session.client),
  }));
}

/** Of what changes the network the person should know. */
function titleOf({ title, isSafe }: CodeAction): string {
  return isSafe ? title : `${title} (changes the network)`;
}

function explanations({ diagnostics }: CodeActionContext, { client }: Session): ProtocolAction[] {
  if (!client.commands.has(explainCommand)) return [];
  const codes = diagnostics.flatMap(({ source, code }) =>
    source === 'cnnc' && code !== undefined ? [code] : [],
  );
  return [...new Set(codes)].map((code) => ({
    title: `Explain ${code}`,
    kind: CodeActionKind.QuickFix,
    command: { title: `Explain ${code}`, command: explainCommand, arguments: [code] },
  }));
}

function allFixed({ analysis, options }: Analyzed, { open, client }: Session): ProtocolAction[] {
  const { text } = fixAll(analysis, options);
  const edits = wholeEdit(analysis.source, text);
  if (edits.length === 0) return [];
  return [
    {
      title: 'Fix everything that is safe to fix',
      kind: fixAllKind,
      edit: workspaceEditOf(edits, open, client),
    },
  ];
}
