// `output NAME, NAME`: what the network answers with.

import type { OutputStatement, Word } from '../../grammar/ast.js';
import type { Shape } from '../graph/value.js';
import type { CheckedLayer } from './checked-layer.js';
import type { Frame } from './frame.js';
import type { Flow } from './sequence.js';
import { unknownValue } from './unknown-layer.js';

export interface NamedOutput {
  readonly name: string;
  readonly shape: Shape;
  /** The layer that makes it, its suffixes applied. */
  readonly layer: CheckedLayer;
}

export class OutputChecker {
  private readonly named = new Map<string, { readonly flow: Flow | undefined; readonly word: Word }>();

  take({ names }: OutputStatement, { scope, report }: Frame): void {
    for (const word of names) {
      const earlier = this.named.get(word.text);
      if (earlier) report(twice(word, earlier.word));
      else if (!scope.hasValue(word.text) && !scope.isLost(word.text)) report(unknownValue(word, scope));
      else this.named.set(word.text, { flow: scope.value(word.text), word });
    }
  }

  /** Where `output` says nothing it is the last value. */
  all(last: Flow): NamedOutput[] {
    if (this.named.size === 0) return outputOf('output', last);
    return [...this.named].flatMap(([name, { flow }]) => outputOf(name, flow));
  }
}

function outputOf(name: string, flow: Flow | undefined): NamedOutput[] {
  const { arrival, layer } = flow ?? {};
  return arrival && layer ? [{ name, shape: arrival.shape, layer }] : [];
}

function twice({ text, span }: Word, earlier: Word) {
  return {
    code: 'CNN203',
    span,
    message: `\`${text}\` is an output twice`,
    related: [{ span: earlier.span, message: 'first named here' }],
    help: 'take one of the two out',
  } as const;
}
