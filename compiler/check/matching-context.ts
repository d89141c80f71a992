// What the readers of arguments have at hand while a layer's arguments are matched.

import type { Expression, LayerStatement } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Candidate, Draft } from '../diagnostics/draft.js';
import type { LayerDefinition } from '../layers/definition.js';
import type { ReadContext } from '../layers/read-context.js';
import { opposite } from './argument-mistakes.js';
import type { Surroundings } from './evaluate.js';
import { originsOf } from './origins.js';

/** As much of a matching as readers may use. */
export interface MatchingParts {
  readonly definition: LayerDefinition;
  readonly statement: Pick<LayerStatement, 'word'>;
  readonly around: Surroundings & Pick<ReadContext, 'textOf'>;
  value(expression: Expression): number | undefined;
  report(draft: Draft): void;
}

export class MatchingContext implements ReadContext {
  private readonly matching: MatchingParts;

  constructor(matching: MatchingParts) {
    this.matching = matching;
  }

  evaluate(expression: Expression): number | undefined {
    return this.matching.value(expression);
  }

  textOf(node: { readonly span: Span }): string {
    return this.matching.around.textOf(node);
  }

  report(draft: Draft): void {
    this.matching.report(draft);
  }

  origins(expression: Expression): string[] {
    return originsOf(expression, this.matching.around);
  }

  opposite(span: Span, positive: string): readonly Candidate[] {
    const { definition, statement } = this.matching;
    return opposite(definition, statement.word, span, positive);
  }
}
