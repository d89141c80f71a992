// What to say of a value that a setting does not take, where it shows what was meant.

import type { SettingValue } from '../../../grammar/ast.js';
import type { Span } from '../../../grammar/source.js';
import type { Candidate } from '../../diagnostics/draft.js';
import { replacing } from '../argument-mistakes.js';
import { textOfValue } from '../value-text.js';
import type { NumberRange } from './number-range.js';

export interface Trouble {
  readonly span: Span;
  readonly message: string;
  /** How the setting is written, where nothing better is known. */
  readonly help?: string;
  readonly candidates?: readonly Candidate[];
}

type TextOf = (node: { readonly span: Span }) => string;

interface Wanted {
  readonly range: NumberRange;
  /** What the number is of. */
  readonly of: string;
  /** As written. */
  readonly text: string;
}

export function outOfRange(value: SettingValue, number: number, { range, of, text }: Wanted): Trouble {
  const { span } = value;
  const isLiteral = isNumeral(value);
  const found = isLiteral ? `not ${text}` : `and \`${text}\` is ${textOfValue(number) ?? number}`;
  const isPercent =
    value.kind === 'number' && range.unit === 'share' && number > 1 && number < 100 && !text.endsWith('%');
  const candidates = isPercent ? [replacing(span, `${text}%`)] : [];
  return { span, message: `\`${of}\` wants ${range.wants}, ${found}`, candidates };
}

function isNumeral(value: SettingValue): boolean {
  return value.kind === 'number' || (value.kind === 'unary' && value.operand.kind === 'number');
}

/** `lr = 0.1`, `batch(64)`: as other notations have it. */
export function foreignMark(
  value: SettingValue,
  [next, after]: readonly SettingValue[],
  { subject, textOf }: { readonly subject: string; readonly textOf: TextOf },
): Trouble | undefined {
  if (value.kind !== 'other') return undefined;
  const { span, text } = value;
  if (text === '=' && (next as SettingValue | undefined)) {
    const candidates = [removing([{ span, text: ' ' }], 'take `=` out')];
    return { span, message: 'a value stands behind its word without `=`', candidates };
  }
  const closing = after as SettingValue | undefined;
  if (text !== '(' || closing?.kind !== 'other') return undefined;
  const edits = [
    { span, text: ' ' },
    { span: closing.span, text: '' },
  ];
  const candidates = [removing(edits, `write \`${subject} ${textOf(next)}\``)];
  return { span, message: 'a value stands behind its word without parentheses', candidates };
}

/** `rotate(10)` and `shift - 1`, where a word and its number were meant. */
export function noWord(value: SettingValue, words: readonly string[], textOf: TextOf): Trouble | undefined {
  const { span } = value;
  const text = textOf(value);
  if (value.kind === 'call' && words.includes(value.name.text)) {
    const given = value.arguments.flat().map(textOf).join(' ');
    return {
      span,
      message: `\`${value.name.text}\` is no function`,
      ...writing(span, `${value.name.text} ${given}`),
    };
  }
  if (value.kind !== 'chain' || value.operators[0] !== '-') return undefined;
  const [first, second] = value.operands;
  if (first.kind !== 'name' || !words.includes(first.name)) return undefined;
  const meant = `${first.name} -${textOf({ span: { start: second.span.start, end: span.end } })}`;
  return { span, message: `\`${text}\` is a difference`, ...writing(span, meant) };
}

function writing(span: Span, text: string): Pick<Trouble, 'help' | 'candidates'> {
  return { help: `write \`${text}\``, candidates: [replacing(span, text)] };
}

function removing(edits: Candidate['edits'], title: string): Candidate {
  return { edits, safe: false, title: () => title };
}
