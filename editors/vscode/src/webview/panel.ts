// The script of a panel's page: shows what the extension sends, and tells which layer the reader chose.

interface Extension {
  postMessage(message: 'ready' | { readonly line: number; readonly uri?: string }): void;
}

declare function acquireVsCodeApi(): Extension;

const extension = acquireVsCodeApi();
const main = document.querySelector('main');

addEventListener('message', ({ data }: MessageEvent<string>) => {
  if (main === null) return;
  main.innerHTML = data;
  // A style in an attribute is not allowed on this page; one that its script sets is.
  for (const cell of main.querySelectorAll<HTMLElement>('[data-share]')) {
    cell.style.setProperty('--share', `${100 * Number(cell.dataset.share)}%`);
  }
});

addEventListener('click', ({ target }) => {
  const layer = target instanceof Element ? target.closest<HTMLElement | SVGElement>('[data-line]') : null;
  if (layer === null) return;
  const { line, uri } = layer.dataset;
  extension.postMessage({ line: Number(line), ...(uri !== undefined && { uri }) });
});

extension.postMessage('ready');
