// Over an argument of a layer: which place of the signature it takes, and what that does.

import type { LayerStatement, Word } from '../../../grammar/ast.js';
import type { Span } from '../../../grammar/source.js';
import type { Analysis } from '../../compile.js';
import type { LayerDefinition } from '../../layers/definition.js';
import { layers } from '../../layers/index.js';
import { textOfValue } from '../../check/value-text.js';
import { loneWords } from '../documentation/keywords.js';
import { matchAgain } from '../inferred-again.js';
import { code, paragraphs, sentence } from '../markdown.js';
import { entering } from '../standpoint.js';
import { visitsOf } from '../visits.js';
import { suffixHover } from './layer.js';

/** Of a word that an option, a flag or an ending of the layer is. */
export function wordHover(
  analysis: Analysis,
  { text, span }: Word,
  definition: LayerDefinition,
): string | undefined {
  const { signature, word } = definition;
  const entry = Object.hasOwn(signature, text) ? signature[text] : undefined;
  if (entry !== undefined && entry.form !== 'positional')
    return paragraphs(`${code(text)} of ${code(word)}: ${sentence(entry.about)}`, fallbackOf(entry));
  const suffix = definition.suffixes ? layers.get(text) : undefined;
  if (suffix?.isSuffix) return suffixHover(analysis, span.start, suffix);
  return Object.hasOwn(loneWords, text) ? `${code(text)}: ${sentence(loneWords[text])}` : undefined;
}

function fallbackOf(entry: LayerDefinition['signature'][string]): string | undefined {
  const text = entry.form === 'option' ? textOfFallback(entry.fallback) : undefined;
  return text && `Where it is not written: ${code(text)}.`;
}

function textOfFallback(fallback: unknown): string | undefined {
  return typeof fallback === 'string' ? fallback : textOfValue(fallback);
}

/** Which value of the layer stands there: `maps`, how many feature maps it makes. */
export function valueRole(
  analysis: Analysis,
  statement: LayerStatement,
  definition: LayerDefinition,
  { start, end }: Span,
): string | undefined {
  const [visit] = visitsOf(analysis, statement);
  if (visit === undefined) return undefined;
  const { written } = matchAgain(definition, statement, entering(visit));
  const found = [...written].find(([, { value }]) => value.start === start && value.end === end);
  if (found === undefined) return undefined;
  const [name] = found;
  return `${code(name)} of ${code(definition.word)}: ${sentence(definition.signature[name].about)}`;
}
