// `cnnc.references`: shows the uses that a lens above a block counts.

import { Uri, commands, type Location } from 'vscode';
import type { BaseLanguageClient, Position } from 'vscode-languageclient';

export function showReferences(client: BaseLanguageClient) {
  return async (text: string, place: Position): Promise<void> => {
    const [uri, position] = [Uri.parse(text, true), client.protocol2CodeConverter.asPosition(place)];
    const found = await commands.executeCommand<Location[]>('vscode.executeReferenceProvider', uri, position);
    await commands.executeCommand('editor.action.showReferences', uri, position, found);
  };
}
