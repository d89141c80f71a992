// The page of a panel: it may run the one script and the one style sheet of the extension, and load nothing else.

import { Uri, type Webview } from 'vscode';

export function pageFrame(webview: Webview, extension: Uri, title: string): string {
  const at = (name: string) => webview.asWebviewUri(Uri.joinPath(extension, 'dist', name)).toString();
  const policy = `default-src 'none'; script-src ${webview.cspSource}; style-src ${webview.cspSource}`;
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${at('panel.css')}">
  <title>${title}</title>
</head>
<body>
  <main aria-live="polite"></main>
  <script src="${at('panel.js')}"></script>
</body>
</html>`;
}
