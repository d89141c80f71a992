// Figures above models and blocks, and what can be done with them.

import { CodeLensRequest, type Command } from 'vscode-languageserver';
import { codeLenses, type CodeLens } from '../../../compiler/services/code-lens.js';
import { positionAt, rangeOf } from '../place.js';
import type { Feature } from '../session.js';
import { uriOf } from '../text-name.js';

export const lenses: Feature = ({ answers, client, open }) => {
  answers.about(CodeLensRequest.type, null, ({ analysis }) => {
    const { source } = analysis;
    const uri = open.get(source.name)?.uri ?? uriOf(source.name);
    return codeLenses(analysis).flatMap((lens) => {
      const command = commandOf(lens, uri, positionAt(source, lens.span.start));
      const isThere = lens.command === undefined || client.commands.has(command.command);
      return isThere ? [{ range: rangeOf(source, lens.span), command }] : [];
    });
  });
  return { codeLensProvider: {} };
};

/** A lens without a command only says something. */
function commandOf({ title, command }: CodeLens, uri: string, position: object): Command {
  if (command === undefined) return { title, command: '' };
  return { title, command: `cnnc.${command}`, arguments: [uri, position] };
}
