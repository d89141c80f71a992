// The panel of `cnnc.graph`: the network, drawn from top to bottom.

import type { ExtensionContext, Uri } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { graphMethod, type GraphAnswer, type OfText } from '../../../language-server/protocol.js';
import { panelCommand } from './command.js';
import { tag } from './html.js';

export function graphPanel(
  client: BaseLanguageClient,
  context: ExtensionContext,
): (file?: Uri | string) => Promise<void> {
  return panelCommand(
    {
      id: 'cnnc.graph',
      title: 'Network',
      async render(document) {
        const question: OfText = { uri: client.code2ProtocolConverter.asUri(document.uri) };
        const answer = await client.sendRequest<GraphAnswer | null>(graphMethod, question);
        if (answer === null || answer.nodes.length === 0) return tag('p', 'There is no layer to draw yet.');
        return (
          tag('div', answer.svg, { class: 'graph' }) + tag('button', 'Fit', { class: 'fit', 'data-fit': '' })
        );
      },
    },
    context,
  );
}
