// One of the named texts while it is fixed: checked again only where it, or a file that it uses, has changed.

import type { Diagnostic } from '../../grammar/diagnostic.js';
import type { CheckedTextOptions } from './check-text.js';
import { checkText } from './check-text.js';
import type { Texts } from '../../compiler/services/fix-all/choose-fixes.js';
import { identityOf } from './identity.js';

export class FixedRoot {
  private readonly name: string;
  private readonly identity: string;
  private readonly options: CheckedTextOptions;
  private known: readonly Diagnostic[] = [];
  /** The texts that `known` follows from. */
  private seen: Texts = new Map();

  constructor(name: string, identity: string, options: CheckedTextOptions) {
    this.name = name;
    this.identity = identity;
    this.options = options;
  }

  check(texts: Texts): readonly Diagnostic[] {
    const isSame = [...this.seen].every(([identity, text]) => texts.get(identity) === text);
    if (this.seen.size > 0 && isSame) return this.known;
    const text = texts.get(this.identity) ?? '';
    const { diagnostics, uses } = checkText({ name: this.name, text }, this.options, texts);
    const used = [...uses].map(identityOf).filter((identity) => texts.has(identity));
    this.seen = new Map([this.identity, ...used].map((identity) => [identity, texts.get(identity) ?? '']));
    this.known = diagnostics;
    return diagnostics;
  }
}
