// The comment that stands directly above a line: what its author says of it.

import type { Source } from '../../grammar/source.js';

export function commentAbove(source: Source, offset: number): string | undefined {
  const lines: string[] = [];
  for (let line = source.position(offset).line - 1; line >= 1; line--) {
    const comment = /^\s*#+ ?(.*)$/.exec(source.line(line))?.[1];
    if (comment === undefined) break;
    lines.unshift(comment.trimEnd());
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}
