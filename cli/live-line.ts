// One line of a terminal that is drawn again and again, and is gone at the end.

import type { WriteStream } from 'node:tty';

/** A person sees no more; drawing takes time from computing. */
const leastInterval = 100;

const clearLine = '\r\u001b[2K';
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';

export class LiveLine {
  private readonly stream: WriteStream;
  private drawnAt = -Infinity;
  private visible = false;
  private readonly restoreCursor = (): void => void this.stream.write(showCursor);

  constructor(stream: WriteStream) {
    this.stream = stream;
  }

  /** Draws at most ten times a second; `text` is asked for only when it will be drawn. */
  draw(text: (width: number) => string): void {
    const now = performance.now();
    if (now - this.drawnAt < leastInterval) return;
    this.drawnAt = now;
    if (!this.visible) this.show();
    // The last column stays free: some terminals wrap as soon as it is written.
    const width = Math.max(1, (this.stream.columns || 80) - 1);
    this.stream.write(clearLine + text(width).slice(0, width));
  }

  clear(): void {
    if (!this.visible) return;
    this.visible = false;
    this.drawnAt = -Infinity;
    process.off('exit', this.restoreCursor);
    this.stream.write(clearLine + showCursor);
  }

  private show(): void {
    this.visible = true;
    this.stream.write(hideCursor);
    process.on('exit', this.restoreCursor);
  }
}
