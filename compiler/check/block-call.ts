// The arguments of a call become the parameters of its block.

import {
  bareWord,
  type BlockParameter,
  type LayerStatement,
  type NamedArgument,
  type Size,
  type Word,
} from '../../grammar/ast.js';
import type { Draft } from '../diagnostics/draft.js';
import type { Shape } from '../graph/value.js';
import { replacing } from './argument-mistakes.js';
import { usageOfBlock } from './block-usage.js';
import type { Frame } from './frame.js';
import { given } from './given.js';
import { nearest } from './nearest.js';
import type { Block, Given } from './scope.js';
import type { Flow } from './sequence.js';

export class BlockCall {
  private readonly block: Block;
  private readonly statement: LayerStatement;
  private readonly outer: Frame;
  private readonly input: Shape | undefined;
  private readonly values = new Map<string, Given | undefined>();
  /** Parameters for which the call gave a named value. */
  private readonly flows = new Map<string, Flow | undefined>();
  private complete = true;
  private hasSurplus = false;

  /** `input` is what the block receives. */
  constructor(block: Block, statement: LayerStatement, outer: Frame, input: Shape | undefined) {
    this.block = block;
    this.statement = statement;
    this.outer = outer;
    this.input = input;
  }

  /** Reads the arguments where the call stands; false where some do not fit, which is reported. */
  read(): boolean {
    let position = 0;
    for (const argument of this.statement.arguments) {
      if (argument.kind === 'named') this.named(argument);
      else if (argument.kind === 'size') this.positional(argument, position++);
      else this.refuse(argument.span, 'a block takes numbers, sizes and words, not this');
    }
    if (this.complete) this.requireAll();
    return this.complete;
  }

  /** Declares the parameters, those that are not given by their defaults, in the scope of the body. */
  declareIn(frame: Frame): void {
    for (const [index, { name, fallback }] of this.parameters.entries()) {
      if (this.flows.has(name.text)) {
        frame.scope.declareValue(name, this.flows.get(name.text));
        continue;
      }
      const value = this.values.has(name.text)
        ? this.values.get(name.text)
        : fallback && this.byDefault(fallback, index, frame);
      frame.scope.declareParameter(name, value);
    }
  }

  private byDefault(fallback: Size, index: number, { scope, report }: Frame): Given | undefined {
    const { source } = this.block;
    return given(fallback, {
      scope,
      input: this.input,
      report: (draft) => {
        const [own, ...later] = this.parameters.slice(index);
        const name = later.find((parameter) => parameter.name.text === source.slice(draft.span))?.name;
        report(name && draft.code === 'CNN202' ? tooEarly(draft, own.name, name) : draft);
      },
    });
  }

  private get parameters(): readonly BlockParameter[] {
    return this.block.statement.parameters;
  }

  private positional(argument: Size, position: number): void {
    const parameter = this.parameters.at(position);
    if (parameter === undefined) this.refuseSurplus(argument);
    else this.give(parameter.name.text, argument, argument);
  }

  /** The first of them says it for all. */
  private refuseSurplus({ span }: Size): void {
    if (this.hasSurplus) return;
    this.hasSurplus = true;
    const { name, parameters } = this.block.statement;
    const count =
      parameters.length === 0 ? 'no values' : `${parameters.length} value${parameters.length > 1 ? 's' : ''}`;
    this.refuse(span, `\`${name.text}\` takes ${count}, and this is one more`);
  }

  private named({ name, value, span }: NamedArgument): void {
    const names = this.parameters.map((parameter) => parameter.name.text);
    if (names.includes(name.text)) return this.give(name.text, value, { span });
    const meant = nearest(name.text, names);
    this.complete = false;
    const help = meant ? `did you mean \`${meant}\`?` : this.usage;
    const message = `\`${this.block.statement.name.text}\` has no parameter \`${name.text}\``;
    const candidates = meant ? [replacing(name.span, meant)] : [];
    this.outer.report({ code: 'CNN205', span: name.span, message, help, candidates });
  }

  private give(name: string, value: Size, { span }: Pick<Size, 'span'>): void {
    if (this.isGiven(name)) return this.refuse(span, `\`${name}\` is given twice`);
    const { scope, report } = this.outer;
    const word = bareWord(value)?.text;
    if (word !== undefined && scope.hasValue(word)) return void this.flows.set(name, scope.value(word));
    this.values.set(name, given(value, { scope, input: this.input, report }));
  }

  private requireAll(): void {
    const missing = this.parameters.find(({ name, fallback }) => !fallback && !this.isGiven(name.text));
    if (missing === undefined) return;
    this.complete = false;
    const { word, arguments: written } = this.statement;
    const message = `\`${word.text}\` lacks its \`${missing.name.text}\``;
    const related = [
      { source: this.block.source, span: missing.name.span, message: 'declared here, without a default' },
    ];
    this.outer.report({
      code: 'CNN204',
      span: (written.at(-1) ?? word).span,
      message,
      label: 'a value is missing here',
      related,
      help: this.usage,
    });
  }

  private isGiven(name: string): boolean {
    return this.values.has(name) || this.flows.has(name);
  }

  private get usage(): string {
    return `write \`${usageOfBlock(this.block)}\``;
  }

  private refuse(span: Size['span'], message: string): void {
    this.complete = false;
    const { source, statement } = this.block;
    const related = [{ source, span: statement.name.span, message: 'the block is declared here' }];
    this.outer.report({ code: 'CNN205', span, message, related, help: this.usage });
  }
}

/** A default that uses a parameter after its own. */
function tooEarly({ code, span }: Draft, own: Word, { text, span: declared }: Word): Draft {
  return {
    code,
    span,
    message: `\`${text}\` is not known yet: it comes after \`${own.text}\``,
    related: [{ span: declared, message: 'declared here' }],
    help: `a default may use the parameters before it: put \`${text}\` before \`${own.text}\``,
  };
}
