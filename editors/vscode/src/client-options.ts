// Which texts the server looks after, and what it is told when it starts.

import { workspace } from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';

/**
 * @param offered the commands that the server may put above a network; asked for at each start, for a
 * workspace that becomes trusted gets more of them
 */
export function clientOptions(offered: () => readonly string[]): LanguageClientOptions {
  return {
    documentSelector: ['file', 'untitled', 'vscode-vfs', 'vscode-remote', 'vscode-test-web'].map(
      (scheme) => ({
        scheme,
        language: 'cnn',
      }),
    ),
    initializationOptions: () => ({ commands: offered() }),
    synchronize: {
      // Other networks may use the blocks of a file; settings of lints lie in a file too.
      fileEvents: ['**/*.cnn', '**/cnnc.config.json'].map((glob) => workspace.createFileSystemWatcher(glob)),
    },
  };
}
