// Runs the extension where vscode.dev would: in the page, by its entry for browsers, the server in a worker. code-server
// would run it beside its files; so it is not installed there, but handed to the page as one of the page's own.

import { readFile, readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/**
 * @param extensions a folder with the one unpacked extension
 * @returns what prepares a window for it, and how to end
 */
export async function serveExtension(extensions) {
  const names = await readdir(extensions);
  const folder = join(extensions, names.find((name) => name.startsWith('cnnc.')) ?? '');
  const server = createServer((request, response) => void answer(folder, request.url, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  return {
    // Through code-server's proxy: the page may load from its own address alone.
    prepare: (page) => page.addInitScript(addExtension, `/proxy/${port}/extension`),
    stop: () => server.close(),
  };
}

async function answer(folder, url, response) {
  const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
  try {
    const bytes = await readFile(join(folder, path.replace(/^\/extension\//, '')));
    response.setHeader('Content-Type', types[extname(path)] ?? 'text/plain');
    response.end(bytes);
  } catch {
    response.statusCode = 404;
    response.end();
  }
}

/** Runs in the page, before VS Code reads there how it is set up. */
function addExtension(path) {
  const { document, location, MutationObserver } = globalThis;
  new MutationObserver((_, observer) => {
    const setUp = document.getElementById('vscode-workbench-web-configuration');
    if (setUp === null) return;
    observer.disconnect();
    const settings = JSON.parse(setUp.dataset.settings);
    settings.additionalBuiltinExtensions = [{ scheme: 'http', authority: location.host, path }];
    setUp.dataset.settings = JSON.stringify(settings);
  }).observe(document, { childList: true, subtree: true });
}
