// Which places of a layer's signature are taken by what is written, and which comes next.

import { signatureIndex } from '../check/signature-index.js';
import type { LayerDefinition } from '../layers/definition.js';
import { layers } from '../layers/index.js';
import type { Option, Positional } from '../layers/signature.js';
import type { WrittenArgument } from './written-arguments.js';

export interface FilledSignature {
  /** Names of the values, options and flags that are written. */
  readonly given: ReadonlySet<string>;
  /** The option whose value comes next. */
  readonly awaiting: readonly [string, Option<unknown>] | undefined;
  /** The first value by place that is not written. */
  readonly next: readonly [string, Positional<unknown>] | undefined;
  readonly hasBranches: boolean;
  readonly hasNormalization: boolean;
  readonly hasActivation: boolean;
}

/** As the check reads them: an option's word wins over a name, and a word that nothing knows is a value. */
export function fillSignature(
  definition: LayerDefinition,
  written: readonly WrittenArgument[],
): FilledSignature {
  const filling = new Filling(definition);
  for (const argument of written) filling.take(argument);
  return filling.result();
}

class Filling {
  private readonly definition: LayerDefinition;
  private readonly given = new Set<string>();
  private awaiting: FilledSignature['awaiting'];
  private position = 0;
  private hasBranches = false;
  private hasNormalization = false;
  private hasActivation = false;
  /** How many numbers the last activation still takes. */
  private left = 0;

  constructor(definition: LayerDefinition) {
    this.definition = definition;
  }

  result(): FilledSignature {
    const { given, awaiting, hasBranches, hasNormalization, hasActivation } = this;
    const next = signatureIndex(this.definition).positionals.at(this.position);
    return { given, awaiting, next, hasBranches, hasNormalization, hasActivation };
  }

  take(argument: WrittenArgument): void {
    if (argument.kind === 'branches') this.hasBranches = true;
    else if (this.awaiting !== undefined) this.awaiting = undefined;
    else if (argument.kind === 'word' && this.takeWord(argument.text)) return;
    else if (this.left > 0 && argument.kind === 'value') this.left--;
    else this.takePositional();
  }

  private takePositional(): void {
    const position = signatureIndex(this.definition).positionals.at(this.position);
    if (position) this.given.add(position[0]);
    this.position++;
  }

  private takeWord(word: string): boolean {
    const { signature } = this.definition;
    const entry = Object.hasOwn(signature, word) ? signature[word] : undefined;
    const alone = signatureIndex(this.definition).alone.get(word);
    if (entry !== undefined && entry.form !== 'positional') {
      this.given.add(word);
      if (entry.form === 'option') this.awaiting = [word, entry];
    } else if (alone) this.given.add(alone[0]);
    else return this.takeSuffix(word);
    return true;
  }

  private takeSuffix(word: string): boolean {
    const suffix = this.definition.suffixes ? layers.get(word) : undefined;
    if (suffix?.isSuffix !== true) return false;
    if (word === 'bn') this.hasNormalization = true;
    else this.hasActivation = true;
    this.left = signatureIndex(suffix).positionals.length;
    return true;
  }
}
