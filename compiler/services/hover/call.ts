// Over the parts of a line with a layer or a block's call: its word, its arguments, its name.

import { bareWord, type Argument, type LayerStatement, type Word } from '../../../grammar/ast.js';
import type { Analysis } from '../../compile.js';
import { layers } from '../../layers/index.js';
import { fence, paragraphs } from '../markdown.js';
import { nameOfValue } from '../names-in-sight.js';
import type { Node, WordNode } from '../path.js';
import { entering } from '../standpoint.js';
import { visitsOf, scopeOf } from '../visits.js';
import { valueRole, wordHover } from './arguments.js';
import { callHover, signatureOf } from './block.js';
import { keywordHover } from './keyword.js';
import { layerHover, shortFormHover } from './layer.js';
import { nameHover, namingHover } from './names.js';

/** Over a word of the line that is no value: the layer's own, the name behind `as`, `bn` in `bn(...)`. */
export function describeLayerWord(
  analysis: Analysis,
  path: readonly Node[],
  word: WordNode,
): string | undefined {
  const around = path[path.length - 2];
  const statement = layerIn(path);
  if (statement === undefined) return undefined;
  if (around.kind === 'call') return argumentWord(analysis, statement, word);
  if (around.kind === 'named') return namedArgument(analysis, statement, word);
  if (around !== statement) return undefined;
  const isOwn = statement.word.span.start === word.span.start;
  return isOwn ? ownWord(analysis, statement) : namingHover(analysis, word, statement);
}

function ownWord(analysis: Analysis, statement: LayerStatement): string | undefined {
  const { word } = statement;
  if (word.text === 'input') return paragraphs(keywordHover('input'), shapeOfInput(analysis, statement));
  const definition = layers.get(word.text);
  if (definition) return layerHover(analysis, statement, definition);
  const block = scopeOf(analysis).block(word.text);
  if (block) return callHover(analysis, statement, block);
  // A branch that starts with a named value.
  return nameHover(analysis, word, visitsOf(analysis, statement).map(entering));
}

function shapeOfInput(analysis: Analysis, statement: LayerStatement): string | undefined {
  const shape = visitsOf(analysis, statement)[0]?.after.arrival?.shape;
  return shape && `**${shape.join('x')}**`;
}

/** The statement whose argument, word or name the innermost node is. */
function layerIn(path: readonly Node[]): LayerStatement | undefined {
  const at = path.findLastIndex(({ kind }) => kind === 'layer');
  const statement = path[at];
  const isBetween = path.slice(at + 1).some(({ kind }) => kind === 'branches');
  return statement?.kind === 'layer' && !isBetween ? statement : undefined;
}

/** `bn` in `bn(eps 1e-5)`, and words that stand in place of values. */
function argumentWord(analysis: Analysis, { word: owner }: LayerStatement, word: Word): string | undefined {
  const definition = layers.get(owner.text);
  return definition && wordHover(analysis, word, definition);
}

function namedArgument(analysis: Analysis, statement: LayerStatement, { text }: Word): string | undefined {
  const block = scopeOf(analysis).block(statement.word.text);
  const isKnown = block?.statement.parameters.some(({ name }) => name.text === text) === true;
  return isKnown ? fence(signatureOf(block)) : undefined;
}

/** Over a value or a word behind the layer's own. */
export function describeArgument(
  analysis: Analysis,
  path: readonly Node[],
  word: Word | undefined,
): string | undefined {
  const statement = layerIn(path);
  const node = path[path.length - 1];
  const argument = statement?.arguments.find(
    ({ span }) => span.start <= node.span.start && node.span.end <= span.end,
  );
  if (statement === undefined || argument === undefined) return undefined;
  if (word && nameOfValue(statement)?.span.start === word.span.start)
    return namingHover(analysis, word, statement);
  if (argument.kind === 'short-branches') return shortFormHover(analysis, node.span.start);
  const isAlone = word !== undefined && isBare(argument, word);
  const about = isAlone ? argumentWord(analysis, statement, word) : undefined;
  if (about !== undefined) return about;
  const amount = word && nameHover(analysis, word, visitsOf(analysis, statement).map(entering));
  return paragraphs(amount, roleOf(analysis, statement, argument)) || undefined;
}

function isBare(argument: Argument, { text }: Word): boolean {
  const size = argument.kind === 'named' ? argument.value : argument;
  return size.kind === 'size' && bareWord(size)?.text === text;
}

/** Which place of the signature of the layer or block it takes. */
function roleOf(analysis: Analysis, statement: LayerStatement, argument: Argument): string | undefined {
  const definition = layers.get(statement.word.text);
  if (definition) return valueRole(analysis, statement, definition, argument.span);
  const block = scopeOf(analysis).block(statement.word.text);
  const position = statement.arguments.filter(({ kind }) => kind === 'size').indexOf(argument);
  const parameter = block?.statement.parameters.at(Math.max(0, position));
  if (block === undefined || parameter === undefined || position < 0) return undefined;
  return `\`${parameter.name.text}\` of \`${signatureOf(block)}\``;
}
