// The pages of `cnnc explain` as documents, `cnnc-page:CNN301.md`.

import { Uri, workspace, type Disposable } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { explainMethod, type ExplainAnswer, type ExplainParams } from '../../language-server/protocol.js';

const scheme = 'cnnc-page';

export function registerPages(client: BaseLanguageClient): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) => {
      const code = path.replace(/^\/|\.md$/g, '');
      const question: ExplainParams = { code };
      const page = await client.sendRequest<ExplainAnswer | null>(explainMethod, question);
      return page?.markdown ?? `There is no page for \`${code}\`.\n`;
    },
  });
}

export function pageOf(code: string): Uri {
  return Uri.from({ scheme, path: `/${code}.md` });
}
