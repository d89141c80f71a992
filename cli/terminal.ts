// What is known of the two streams: whether they are terminals, how wide, and whether to colour.

import type { WriteStream } from 'node:tty';

export interface GlobalOptions {
  /** `--color` or `--no-color`; undefined where neither was said. */
  readonly color?: boolean;
  readonly quiet?: boolean;
}

/** The flags come first, then NO_COLOR (https://no-color.org) and FORCE_COLOR, then the stream. */
export function wantsColor(stream: NodeJS.WriteStream, options: GlobalOptions): boolean {
  if (options.color !== undefined) return options.color;
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  return stream.isTTY && process.env.TERM !== 'dumb';
}

/** A terminal on which a line can be drawn again. */
export function isLive(stream: NodeJS.WriteStream): stream is WriteStream & NodeJS.WriteStream {
  return stream.isTTY && process.env.TERM !== 'dumb';
}

/** Columns of a terminal, or of the page that a file is likely to be read on. */
export function widthOf(stream: NodeJS.WriteStream): number {
  const columns = stream.isTTY ? stream.columns : 0;
  return columns > 0 ? columns : 100;
}
