// Writes out what stands for several statements: the calls of blocks, `repeat` and `if`.

import type { Body, IfStatement, LayerStatement, RepeatStatement, Statement } from '../../grammar/ast.js';
import type { Place } from '../diagnostics/draft.js';
import { plainDefaults } from '../layers/definition.js';
import { whole } from '../layers/whole.js';
import { BlockCall } from './block-call.js';
import { evaluate } from './evaluate.js';
import { frameOfBody, frameOfRound, frameOfCall, frameOfUncalled, type Frame } from './frame.js';
import type { Limits } from './limits.js';
import { NameScope } from './name-scope.js';
import { originsOf } from './origins.js';
import { nothingSeen } from './receptive-field.js';
import type { Block } from './scope.js';
import { Sequence, type Flow } from './sequence.js';
import { pathTo } from './size-path.js';

/** Checks a statement as the next of a sequence. */
export type CheckStatement = (statement: Statement, sequence: Sequence, frame: Frame) => void;

export class Expansion {
  private readonly check: CheckStatement;
  private readonly limits: Limits;
  private readonly called = new Set<Block>();

  constructor(check: CheckStatement, limits: Limits) {
    this.check = check;
    this.limits = limits;
  }

  /** The layers of a block join the sequence under the name of the call. */
  call(block: Block, statement: LayerStatement, name: string, sequence: Sequence, outer: Frame): void {
    this.called.add(block);
    if (!block.isSound) return sequence.forget();
    const call = new BlockCall(block, statement, outer, sequence.flow.arrival?.shape);
    const deep = !this.limits.depth(outer.depth + 1, statement.span, outer.report);
    if (!call.read() || deep || outer.dry) return sequence.forget();
    const frame = frameOfCall(block, statement.span, outer);
    call.declareIn(frame);
    const { flow, layers } = sequence;
    const inner = new Sequence(flow, plainDefaults, new NameScope(`${name}.`), { layers });
    this.run(block.statement.body, inner, frame);
    sequence.flow = leaving(inner.flow, { source: outer.source, span: statement.span }, block);
  }

  /** Looks through the blocks that nothing has called, for what can be said without knowing shapes. */
  lookThrough(blocks: readonly Block[], report: Frame['report']): void {
    for (const block of blocks) {
      if (this.called.has(block)) continue;
      const frame = frameOfUncalled(block, report);
      for (const { name } of block.statement.parameters) frame.scope.declareParameter(name, undefined);
      const nothing = { arrival: undefined, field: nothingSeen, layer: undefined };
      this.run(block.statement.body, new Sequence(nothing, plainDefaults, new NameScope('')), frame);
    }
  }

  repeat(statement: RepeatStatement, sequence: Sequence, outer: Frame): void {
    const { body, counter, span } = statement;
    const count = outer.dry ? 1 : this.countOf(statement, sequence, outer);
    if (count === undefined) return sequence.forget();
    for (let round = 0; round < count && this.limits.statement(span, outer.report); round++) {
      const frame = frameOfRound(outer);
      if (counter) frame.scope.declareParameter(counter, outer.dry ? undefined : round);
      this.run(body, sequence, frame);
    }
  }

  if(statement: IfStatement, sequence: Sequence, outer: Frame): void {
    const { cases, otherwise } = statement;
    for (const { condition, body } of cases) {
      const holds = this.valueOf(condition, sequence, outer);
      if (outer.dry) this.run(body, sequence, frameOfBody(outer));
      else if (holds === undefined) return sequence.forget();
      else if (holds !== 0) return this.run(body, sequence, frameOfBody(outer));
    }
    if (otherwise) this.run(otherwise, sequence, frameOfBody(outer));
  }

  private countOf(
    { count }: RepeatStatement,
    sequence: Sequence,
    { scope, report, source }: Frame,
  ): number | undefined {
    const around = {
      scope,
      input: sequence.flow.arrival?.shape,
      nothingArrives: sequence.flow.isNothing,
      path: () => pathTo(sequence.flow.layer, sequence.flow.certain),
      report,
    };
    return whole(count, 0, {
      evaluate: (expression) => evaluate(expression, around),
      origins: (expression) => originsOf(expression, around),
      textOf: ({ span }) => source.slice(span),
      report,
    });
  }

  private valueOf(
    condition: Parameters<typeof evaluate>[0],
    { flow }: Sequence,
    { scope, report }: Frame,
  ): number | undefined {
    return evaluate(condition, { scope, input: flow.arrival?.shape, nothingArrives: flow.isNothing, report });
  }

  private run({ statements, span }: Body, sequence: Sequence, frame: Frame): void {
    if (!this.limits.depth(frame.depth, span, frame.report)) return sequence.forget();
    for (const statement of statements) this.check(statement, sequence, frame);
  }
}

/**
 * What a block makes is made where it is called. A remedy would change the block, and with it all
 * its calls, so none goes along.
 */
function leaving(flow: Flow, madeBy: Place, { statement }: Block): Flow {
  if (flow.arrival === undefined) return flow;
  const { shape, explain } = flow.arrival;
  const maker = statement.name.text;
  return { ...flow, arrival: { shape, madeBy, maker, ...(explain && { explain }) } };
}
