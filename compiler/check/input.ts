// `input [NAME] HxWxC`: where it stands, and what it is.

import { bareWord, type LayerStatement, type Size, type Word } from '../../grammar/ast.js';
import type { Source, Span } from '../../grammar/source.js';
import type { Candidate, Report } from '../diagnostics/draft.js';
import { sizeOf, type Shape } from '../graph/value.js';
import { whole } from '../layers/whole.js';
import type { NamedShape } from '../model.js';
import { evaluate } from './evaluate.js';
import type { ArgumentSurroundings } from './arguments.js';
import type { Frame } from './frame.js';
import { fieldOfInput, type ReceptiveField } from './receptive-field.js';

export interface Input {
  readonly name: string;
  /** Where the name is written, if it is. */
  readonly word: Word | undefined;
  readonly shape: Shape;
  readonly field: ReceptiveField;
}

export class InputChecker {
  readonly found: NamedShape[] = [];
  /** Of the file. */
  private readonly source: Source;
  private readonly report: Report;
  private first: LayerStatement | undefined;
  /** Whether layers without an input have been reported, or cannot be. */
  private missed = false;

  constructor({ source, report }: Pick<Frame, 'source' | 'report'>) {
    this.source = source;
    this.report = report;
  }

  /** Axes of the input, channels included; those of an image where it is unknown. */
  get rank(): number {
    return this.found[0]?.shape.length ?? 3;
  }

  /** Undefined where its size does not fit; `refused` where it should not stand there. */
  take(
    statement: LayerStatement,
    around: ArgumentSurroundings,
    atTop: boolean,
  ): Input | undefined | 'refused' {
    if (!atTop || (this.first !== undefined && !this.isNamedToo(statement)))
      return atTop ? this.refuseUnnamed(statement) : this.refusePlace(statement, around.report);
    this.first ??= statement;
    const input = readInput(statement, around);
    if (input) this.found.push({ name: input.name, shape: input.shape });
    return input;
  }

  /** A mistake may hide it: nothing is said then. */
  mayBeMissing(): void {
    this.missed = true;
  }

  /** False for the first layer that has no input before it. */
  isThere(statement: LayerStatement): boolean {
    if (this.first !== undefined || this.missed) return true;
    this.missed = true;
    const message = `\`${statement.word.text}\` has nothing to work on: no \`input\` comes before it`;
    const help = 'start with the size of an image, height x width x channels: `input 28x28x1`';
    this.report({ code: 'CNN209', span: statement.span, message, help });
    return false;
  }

  /** Several inputs tell each other apart by name. */
  private isNamedToo(statement: LayerStatement): boolean {
    return this.first !== undefined && nameOf(this.first) !== undefined && nameOf(statement) !== undefined;
  }

  private refuseUnnamed(statement: LayerStatement): 'refused' {
    const { span } = statement;
    this.report({
      code: 'CNN209',
      span,
      message: 'a second `input`, though only inputs with names can be several',
      related: this.theFirst(),
      help: 'name each: `input left 28x28x1` and `input right 28x28x1`',
      candidates: [removing(span), ...this.naming(statement)],
    });
    return 'refused';
  }

  private naming(statement: LayerStatement): Candidate[] {
    const all = [this.first, statement].filter((each) => each !== undefined);
    const edits = all.flatMap((each, i) => {
      const at = { start: each.word.span.end, end: each.word.span.end };
      return nameOf(each) === undefined ? [{ span: at, text: ` ${i === 0 ? 'left' : 'right'}` }] : [];
    });
    const title = 'name each, such as `left` and `right`: a network may have several';
    return [{ edits, safe: false, title: () => title }];
  }

  /** It may stand in a text behind `use`. */
  private refusePlace({ span }: LayerStatement, report: Report): 'refused' {
    const help = this.first
      ? 'take it out: a branch, block or body starts from what reaches it'
      : 'move it to the top of the file: a branch, block or body starts from what reaches it';
    const message = '`input` stands at the top of the file, not in a branch, block or body';
    report({ code: 'CNN209', span, message, related: this.theFirst(), help });
    this.mayBeMissing();
    return 'refused';
  }

  private theFirst() {
    const { first, source } = this;
    return first ? [{ source, span: first.span, message: 'the first is here' }] : [];
  }
}

function removing(span: Span): Candidate {
  const title = 'take it out: a layer works on what the layer before it makes';
  return { edits: [{ span, text: '' }], safe: false, title: () => title };
}

const help = 'an image is height x width x channels: `input 28x28x1`';
const mostElements = 2 ** 53;

/** `input NAME 28x28x1` or `input 28x28x1 as NAME`. */
function nameOf({ arguments: given, name }: LayerStatement): Word | undefined {
  const [first, second] = given;
  return (first?.kind === 'size' && second !== undefined ? bareWord(first) : undefined) ?? name;
}

/** Reports what does not fit; undefined then. */
function readInput(statement: LayerStatement, around: ArgumentSurroundings): Input | undefined {
  const word = nameOf(statement);
  const given =
    word === undefined || word === statement.name ? statement.arguments : statement.arguments.slice(1);
  const [size, surplus] = given;
  if (size === undefined) return refuse(statement, '`input` lacks its size', around, 'CNN204');
  if (size.kind !== 'size') return refuse(size, `expected a size, found \`${around.textOf(size)}\``, around);
  if (surplus !== undefined) return refuse(surplus, '`input` takes one size', around, 'CNN205');
  const shape = shapeOf(size, around);
  return shape && { name: word?.text ?? 'input', word, shape, field: fieldOfInput(shape) };
}

function shapeOf(size: Size, around: ArgumentSurroundings): Shape | undefined {
  const { textOf, report } = around;
  const reading = {
    textOf,
    report,
    evaluate: (expression: Parameters<typeof evaluate>[0]) => evaluate(expression, around),
  };
  const sizes = size.parts.map((part) => {
    if (part.kind !== 'wildcard' && part.kind !== 'range') return whole(part, 1, reading);
    return refuse(part, 'the size of an input is a number on every axis', around);
  });
  if (sizes.includes(undefined)) return undefined;
  const shape = sizes as number[];
  if (sizeOf(shape) > mostElements)
    return refuse(
      size,
      `${shape.join('x')} is more than 2^53 numbers, which no machine can address`,
      around,
      'CNN306',
    );
  if (shape.length > 4) return refuse(size, `an input has 1 to 4 sizes, not ${shape.length}`, around);
  return shape;
}

function refuse(
  node: { readonly span: Span },
  message: string,
  { report }: ArgumentSurroundings,
  code: 'CNN204' | 'CNN205' | 'CNN206' | 'CNN306' = 'CNN206',
): undefined {
  report({ code, span: node.span, message, help });
}
