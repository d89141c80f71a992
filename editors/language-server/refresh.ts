// Asks the editor to ask again: what it shows of a text may have changed though the text has not.

import { CodeLensRefreshRequest, type Connection } from 'vscode-languageserver';
import type { Client } from './client.js';
import type { Clock } from './schedule.js';

/** Several reasons within such a time are one. */
const pause = 50;

export function refreshIn(connection: Connection, { refreshes }: Client, clock: Clock): () => void {
  const asks = [
    ...(refreshes.inlayHints ? [() => connection.languages.inlayHint.refresh()] : []),
    ...(refreshes.codeLenses ? [() => connection.sendRequest(CodeLensRefreshRequest.type)] : []),
    ...(refreshes.semanticTokens ? [() => connection.languages.semanticTokens.refresh()] : []),
    ...(refreshes.diagnostics ? [() => connection.languages.diagnostics.refresh()] : []),
  ];
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    clock.wait(pause, () => {
      isWaiting = false;
      // An editor that refuses to ask again has its reasons.
      for (const ask of asks) void Promise.resolve(ask()).catch(() => undefined);
    });
  };
}
