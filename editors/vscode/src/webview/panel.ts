// The script of a panel's page: shows what the extension sends, and tells which layer the reader chose.

interface Extension {
  postMessage(message: 'ready' | { readonly line: number; readonly uri?: string }): void;
}

declare function acquireVsCodeApi(): Extension;

const extension = acquireVsCodeApi();
const main = document.querySelector('main');

addEventListener('message', ({ data }: MessageEvent<string>) => {
  if (main === null) return;
  const isFirst = main.childElementCount === 0;
  main.innerHTML = data;
  // A style in an attribute is not allowed on this page; one that its script sets is.
  for (const cell of main.querySelectorAll<HTMLElement>('[data-share]')) {
    cell.style.setProperty('--share', `${100 * Number(cell.dataset.share)}%`);
  }
  if (isFirst && main.querySelector('svg') !== null) showMiddle();
});

addEventListener('click', ({ target }) => choose(target));

// A box of a drawing is no button, and takes keys all the same.
addEventListener('keydown', ({ key, target }) => {
  if (key === 'Enter' && target instanceof SVGElement) choose(target);
});

function choose(target: EventTarget | null): void {
  if (!(target instanceof Element)) return;
  if (target.closest('[data-fit]') !== null) return fit();
  const layer = target.closest<HTMLElement | SVGElement>('[data-line]');
  if (layer === null) return;
  const { line, uri } = layer.dataset;
  extension.postMessage({ line: Number(line), ...(uri !== undefined && { uri }) });
}

/** A drawing is as wide as its branches, and begins in its middle. */
function showMiddle(): void {
  const { scrollWidth, clientWidth } = document.documentElement;
  scrollTo({ left: (scrollWidth - clientWidth) / 2 });
}

/** The drawing as wide as the panel, or as large as its letters want to be. */
function fit(): void {
  document.body.classList.toggle('fits');
  showMiddle();
}

extension.postMessage('ready');
