// Which kind of thing may stand at the cursor, told by the words before it.

import { layers } from '../../layers/index.js';
import type { Piece } from '../cursor.js';
import { writtenArguments } from '../written-arguments.js';
import { blockArguments } from './block-arguments.js';
import { budgetWords } from './budget.js';
import { claims, endings } from './endings.js';
import { joints, operands } from './expression.js';
import { layerArguments, optionsInside } from './layer-arguments.js';
import { values } from './names.js';
import { headOf, type Situation } from './situation.js';
import { afterIf, isInTraining, statementStarts } from './statement.js';
import type { Suggestion } from './suggestion.js';
import { trainingWords } from './training.js';

export function suggestionsFor(situation: Situation): Suggestion[] {
  const { level, statementLevel, pieces, cursor } = situation;
  // Where a number is written, only sizes that begin with it can be meant.
  if (level.opener === '(' || level.opener === 'f(') return inParentheses(situation);
  if (isInTraining(situation)) return trainingWords(situation);
  if (statementLevel.isShort) return operands(situation, 0);
  if (pieces.length === 0) return /^\d/.test(cursor.prefix) ? [] : statementStarts(situation);
  return withinStatement(situation, pieces);
}

function inParentheses(situation: Situation): Suggestion[] {
  const { level } = situation;
  const head = headOf(situation, level);
  const callee = level.opener === 'f(' ? head.at(-1)?.text : undefined;
  // The parameters of a block that is being declared have new names.
  if (head[0]?.text === 'block' && !isDefault(level.pieces)) return [];
  const definition = callee === undefined ? undefined : layers.get(callee);
  if (definition) return optionsInside(definition, new Set(level.pieces.map(({ text }) => text)));
  return endsWithOperand(level.pieces) ? joints(0) : operands(situation, 0);
}

function isDefault(pieces: readonly Piece[]): boolean {
  const comma = pieces.findLastIndex(({ text }) => text === ',');
  return pieces.slice(comma + 1).some(({ text }) => text === '=');
}

function endsWithOperand(pieces: readonly Piece[]): boolean {
  const last = pieces.at(-1);
  return last !== undefined && last.kind !== 'mark' && !['and', 'or', 'not'].includes(last.text);
}

function withinStatement(situation: Situation, pieces: readonly Piece[]): Suggestion[] {
  const [word, ...rest] = pieces;
  const own = Object.hasOwn(byWord, word.text) ? byWord[word.text] : undefined;
  if (own !== undefined) return own(situation, rest);
  if (word.kind !== 'word' && word.text !== '->') return [];
  return onLine(situation, word, rest);
}

/** A line with a layer or a block's call, or a claim of its own. */
function onLine(situation: Situation, word: Piece, rest: readonly Piece[]): Suggestion[] {
  if (word.text === '->') return rest.length === 0 ? claims(situation, word.span.start) : [];
  const written = writtenArguments(rest);
  const ending = written.ending.at(-1);
  if (ending?.word === 'as') return ending.pieces.length === 0 ? [] : endings(situation);
  if (ending !== undefined) return behindArrow(situation, rest, ending.pieces);
  if (word.text === 'input') return inputParts(situation, rest);
  const definition = layers.get(word.text);
  if (definition) return layerArguments(situation, definition, written);
  const block = situation.scope.block(word.text);
  return block ? blockArguments(situation, block, written) : endings(situation);
}

function behindArrow(situation: Situation, rest: readonly Piece[], claimed: readonly Piece[]): Suggestion[] {
  if (claimed.length > 0) return endings(situation);
  const arrow = rest.findLast(({ text }) => text === '->');
  return arrow ? claims(situation, arrow.span.start) : [];
}

function inputParts(situation: Situation, rest: readonly Piece[]): Suggestion[] {
  if (rest.some(({ kind }) => kind === 'value')) return endings(situation);
  const sizes = [
    ['28x28x1', 'a small picture in grey: height x width x channels'],
    ['32x32x3', 'a small picture in colour'],
    ['224x224x3', 'a picture in colour'],
    ['1000x2', 'a sequence: length x channels'],
    ['100', 'a row of numbers'],
  ];
  return sizes.map(([label, documentation]) => ({ label, kind: 'value', documentation, rank: 0 }));
}

type Rule = (situation: Situation, rest: readonly Piece[]) => Suggestion[];

/** Statements that start with a reserved word. */
const byWord: Readonly<Record<string, Rule>> = {
  model: () => [],
  use: (_, rest) => (rest.length > 0 ? [] : [{ label: '"..."', kind: 'file', snippet: '"$1"', rank: 0 }]),
  block: () => [],
  param: (situation, rest) => (isOpen(rest.slice(1)) ? operands(situation, 0) : []),
  from: (situation, rest) => (rest.length === 0 ? values(situation, 0) : []),
  output: (situation, rest) => (isOpen(rest) || rest.length === 0 ? unnamed(situation, rest) : []),
  expect: budgetWords,
  repeat: repeatParts,
  if: (situation, rest) => condition(situation, rest),
  else: (situation, rest) => {
    if (rest.length > 0) return condition(situation, rest.slice(1));
    return [{ label: 'if', kind: 'keyword', snippet: 'if ${1:in.height > 8} {\n  $0\n}', rank: 0 }];
  },
};

function isOpen(pieces: readonly Piece[]): boolean {
  return pieces.at(-1)?.kind === 'mark';
}

/** Values that `output` does not name yet. */
function unnamed(situation: Situation, rest: readonly Piece[]): Suggestion[] {
  return values(situation, 0).filter(({ label }) => !rest.some(({ text }) => text === label));
}

function repeatParts(situation: Situation, rest: readonly Piece[]): Suggestion[] {
  if (rest.some(({ text, kind }) => text === 'as' || (kind === 'group' && text === '{'))) return [];
  if (!endsWithOperand(rest)) return operands(situation, 0);
  return [
    { label: 'as', kind: 'keyword', snippet: 'as ${1:i}', documentation: 'a counter, from 0', rank: 0 },
  ];
}

function condition(situation: Situation, rest: readonly Piece[]): Suggestion[] {
  if (rest.at(-1)?.text === '{') return afterIf();
  return endsWithOperand(rest)
    ? joints(0)
    : [...operands(situation, 0), { label: 'not', kind: 'keyword', rank: 4 }];
}
