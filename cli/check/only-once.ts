// A mistake in a file that several others use is one mistake.

import type { Diagnostic } from '../../grammar/diagnostic.js';
import { identityOf } from './identity.js';

export function onlyOnce(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  if (diagnostics.length < 2) return [...diagnostics];
  const identities = new Map<string, string>();
  const identity = (name: string): string => {
    const known = identities.get(name) ?? identityOf(name);
    identities.set(name, known);
    return known;
  };
  const seen = new Set<string>();
  return diagnostics.filter(({ source, code, span, message }) => {
    const key = `${identity(source.name)} ${code} ${span.start} ${span.end} ${message}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
