// The panel of `cnnc.summary`: the layers as a table, with how much of the whole each takes.

import type { ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  graphMethod,
  summaryMethod,
  type GraphAnswer,
  type OfText,
  type SummaryAnswer,
} from '../../../language-server/protocol.js';
import { panelCommand } from './command.js';
import { summaryTable } from './summary-table.js';

type Command = (file?: Uri | string) => Promise<void>;

export function summaryPanel(client: BaseLanguageClient, context: ExtensionContext): Command {
  return panelCommand(
    {
      id: 'cnnc.summary',
      title: 'Summary',
      async render(document) {
        const question: OfText = { uri: client.code2ProtocolConverter.asUri(document.uri) };
        const [summary, graph] = await Promise.all([
          client.sendRequest<SummaryAnswer | null>(summaryMethod, question),
          // Knows how layers are written, and in which file.
          client.sendRequest<GraphAnswer | null>(graphMethod, question),
        ]);
        return summaryTable(summary?.json, graph?.nodes ?? []);
      },
    },
    context,
  );
}
