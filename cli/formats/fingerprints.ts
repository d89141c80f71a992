// What makes a mistake the same mistake tomorrow: its code, its file and the words of its line, and not the
// line's number, which every line that is added above changes.

import { createHash } from 'node:crypto';
import type { Diagnostic } from '../../grammar/diagnostic.js';
import { repositoryPath } from './repository-path.js';

/** One for each diagnostic, in their order, all different. */
export function fingerprintsOf(diagnostics: readonly Diagnostic[]): string[] {
  const seen = new Map<string, number>();
  return diagnostics.map(({ code, source, span }) => {
    const { line } = source.position(span.start);
    const words = source.line(line).trim().replace(/\s+/g, ' ');
    const identity = JSON.stringify([code, repositoryPath(source.name), words]);
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    return createHash('sha256').update(`${identity} ${count}`).digest('hex').slice(0, 32);
  });
}
