// A bar of a given width, in eighths of a column where the terminal draws blocks.

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const text = '█'.repeat(Math.floor(filled / 8)) + eighths[filled % 8];
  return text.padEnd(width);
}

/** The same with a ground that shows how long it will be. */
export function trackBar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '━'.repeat(filled) + '─'.repeat(width - filled);
}
