// What to say of arguments that a layer does not take, or lacks.

import { bareWord, type Argument, type NamedArgument, type Word } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Candidate, Draft } from '../diagnostics/draft.js';
import type { LayerDefinition } from '../layers/definition.js';
import { layers } from '../layers/index.js';
import { shown } from '../layers/misfit.js';
import type { ReadContext } from '../layers/read-context.js';
import type { Option, Positional } from '../layers/signature.js';
import { nearest } from './nearest.js';
import { optionWords } from './option-words.js';
import { usageOf } from '../layers/usage.js';

/** An argument too many, or one that is misspelt. */
export function surplus(
  definition: LayerDefinition,
  argument: Argument,
  context: ReadContext,
  meaning?: string,
): Draft {
  const word = argument.kind === 'size' ? bareWord(argument) : undefined;
  const what = `\`${shown(argument, context)}\`${meaning === undefined ? '' : `, which stands for ${meaning} here`}`;
  const draft = {
    code: 'CNN205',
    span: argument.span,
    message: `\`${definition.word}\` does not take ${what}`,
  } as const;
  if (meaning !== undefined) return { ...draft, help: usageForMeaning(definition) };
  if (word === undefined) {
    return { ...draft, help: usageOf(definition), candidates: asOption(definition, argument, context) };
  }
  if (layers.get(word.text)?.isSuffix) {
    return { ...draft, help: `\`${word.text}\` is a layer of its own`, candidates: [onItsOwn(word)] };
  }
  const meant = nearest(word.text, optionWords(definition));
  return {
    ...draft,
    help: meant ? `did you mean \`${meant}\`?` : usageOf(definition),
    ...(meant && { candidates: [replacing(argument.span, meant)] }),
  };
}

/** Where a parameter stands for what fits nowhere. */
function usageForMeaning(definition: LayerDefinition): string {
  const usage = usageOf(definition);
  return definition.suffixes ? `${usage}; an activation is given as a word, such as \`relu\`` : usage;
}

/** A number too many is most likely the stride, a string without its quotes may fit. */
function asOption({ signature }: LayerDefinition, argument: Argument, context: ReadContext): Candidate[] {
  if (argument.kind === 'string') return [replacing(argument.span, argument.value)];
  if (argument.kind !== 'size' || signature.stride?.form !== 'option') return [];
  return [replacing(argument.span, `stride ${shown(argument, context)}`)];
}

/** `pool max 2 relu` is `pool max 2; relu`. */
function onItsOwn({ text, span }: Word): Candidate {
  const at = { start: span.start - 1, end: span.start };
  const title = `write \`; ${text}\`, a layer of its own`;
  return { edits: [{ span: at, text: '; ' }], safe: false, title: () => title };
}

/** `stride=2`, `filters=8`. */
export function named(definition: LayerDefinition, argument: NamedArgument, context: ReadContext): Draft {
  const { name, value, span } = argument;
  const text = context.textOf(value);
  const words = optionWords(definition).includes(name.text) ? `${name.text} ${text}` : text;
  return {
    code: 'CNN205',
    span,
    message: `layers take their arguments without \`=\``,
    help: usageOf(definition),
    candidates: [replacing(span, words)],
  };
}

export function twice(name: string, span: Span, earlier: Span): Draft {
  return {
    code: 'CNN205',
    span,
    message: `\`${name}\` is given twice`,
    related: [{ span: earlier, message: 'first given here' }],
    help: 'take one of the two out',
  };
}

/** A second `bn` or activation at the end of a layer. */
export function secondEnding(word: Word, earlier: Word): Draft {
  const message =
    word.text === 'bn'
      ? '`bn` is given twice'
      : `a layer has one activation: \`${earlier.text}\` is given already`;
  const related = [{ span: earlier.span, message: 'first given here' }];
  const help = `put \`${word.text}\` on the next line`;
  return { code: 'CNN205', span: word.span, message, related, help, candidates: [onItsOwn(word)] };
}

export function valueMissing(word: Word, option: Option<unknown>): Draft {
  const message = `\`${word.text}\` wants ${option.reader.wants}`;
  const help = `write it after \`${word.text}\`: ${option.about}`;
  return { code: 'CNN204', span: word.span, message, help };
}

export function positionalMissing(
  definition: LayerDefinition,
  [name, { reader }]: readonly [string, Positional<unknown>],
  last: Span,
): Draft {
  return {
    code: 'CNN204',
    span: last,
    message: `\`${definition.word}\` lacks its ${name}`,
    label: `${reader.wants} is missing here`,
    help: usageOf(definition),
  };
}

export function branchesMissing(definition: LayerDefinition, span: Span): Draft {
  const message = `\`${definition.word}\` lacks its branches`;
  return { code: 'CNN204', span, message, help: usageOf(definition) };
}

/** `crop (-2)` adds pixels, as `zero-pad 2` does. */
export function opposite(
  { word, opposite: other }: LayerDefinition,
  at: Word,
  span: Span,
  positive: string,
): Candidate[] {
  if (other === undefined) return [];
  const edits = [
    { span: at.span, text: other },
    { span, text: positive },
  ];
  const title = `write \`${other} ${positive}\`, the opposite of \`${word}\``;
  return [{ edits, safe: false, title: () => title }];
}

/** Where `//` was to divide, or to start a comment as in other languages. */
export function slashes(span: Span, text: string, divides: boolean): Draft {
  const asDivision = replacing(span, `(${text})`);
  const at = text.indexOf('//');
  const comment = { start: span.start + at, end: span.start + at + 2 };
  const title = `write \`#\` instead: \`${text.slice(0, at)}#${text.slice(at + 2)}\``;
  const asComment = { edits: [{ span: comment, text: '#' }], safe: false, title: () => title };
  return {
    code: 'CNN206',
    span,
    message: '`//` divides, it starts no comment',
    help: 'a comment starts with `#`; a division of an argument stands in parentheses: `(a // b)`',
    candidates: divides ? [asDivision, asComment] : [asComment],
  };
}

/** `conv 3x3 32` where `conv 32 3x3` was meant. */
export function swapped(first: Argument, second: Argument, context: ReadContext): Candidate {
  const [before, after] = [context.textOf(first), context.textOf(second)];
  const edits = [
    { span: first.span, text: after },
    { span: second.span, text: before },
  ];
  const title = `write \`${after} ${before}\``;
  return { edits, safe: false, title: () => title };
}

export function replacing(span: Span, text: string): Candidate {
  return { edits: [{ span, text }], safe: false, title: () => `write \`${text}\`` };
}
