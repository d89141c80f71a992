// What may stand behind a layer's word: the values that it wants, then the options, endings, name and
// claim that are not written yet.

import type { LayerDefinition } from '../../layers/definition.js';
import { layers } from '../../layers/index.js';
import type { Option, Positional } from '../../layers/signature.js';
import { textOfValue } from '../../check/value-text.js';
import { briefOf } from '../documentation/layers.js';
import { loneWords } from '../documentation/keywords.js';
import { fillSignature, type FilledSignature } from '../filled-signature.js';
import { outcomeOf } from '../trial.js';
import { shapeText } from '../value-in-sight.js';
import type { WrittenArguments } from '../written-arguments.js';
import { endings } from './endings.js';
import { operands } from './expression.js';
import type { Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';
import { usualValues } from './usual-values.js';

export function layerArguments(
  situation: Situation,
  definition: LayerDefinition,
  written: WrittenArguments,
): Suggestion[] {
  if (written.open !== undefined) return operands(situation, 0);
  const filled = fillSignature(definition, written.given);
  const { awaiting, next } = filled;
  if (awaiting) return [...valuesOf(situation, awaiting, 0), ...numbersFor(situation, awaiting[1], 1)];
  if (situation.cursor.prefix.startsWith('in.')) return operands(situation, 0);
  const wanted = next ? [...valuesOf(situation, next, 0), ...numbersFor(situation, next[1], 2)] : [];
  if (next?.[1].required) return wanted;
  return [
    ...wanted,
    ...branches(definition, filled),
    ...options(situation, definition, filled),
    ...suffixes(definition, filled),
    ...(definition.branches && !filled.hasBranches ? [] : endings(situation)),
  ];
}

/** Where words alone can stand, numbers cannot. */
function numbersFor(
  situation: Situation,
  { reader }: Option<unknown> | Positional<unknown>,
  rank: number,
): Suggestion[] {
  return reader.words === undefined ? operands(situation, rank) : [];
}

/** The words and the usual numbers of a place, with what the layer then makes. */
function valuesOf(
  situation: Situation,
  [name, entry]: readonly [string, Option<unknown> | Positional<unknown>],
  rank: number,
): Suggestion[] {
  const { reader, about } = entry;
  const alone = entry.form === 'option' ? entry.alone : [];
  const named = [...reader.wants.matchAll(/`([a-z]+)`/g)].map(([, word]) => word);
  const words = [...new Set([...(reader.words ?? named), ...alone])].map((label) => ({
    label,
    kind: 'option' as const,
    detail: madeWith(situation, label),
    documentation: Object.hasOwn(loneWords, label) ? loneWords[label] : about,
    rank,
  }));
  const numbers = usualValues(name, situation.arriving).map((label) => ({
    label,
    kind: 'value' as const,
    detail: madeWith(situation, label),
    documentation: `${name}: ${about}`,
    rank,
  }));
  return [...words, ...numbers];
}

/** `→ 28x28x32`: what the layer makes once this stands behind it. */
function madeWith({ analysis, cursor, at }: Situation, words: string): string | undefined {
  if (at.length === 0) return undefined;
  const before = analysis.source.text.slice(cursor.statementStart, cursor.span.start);
  const made = outcomeOf(`${before} ${words}`, at[0]);
  return made && `→ ${shapeText(made)}`;
}

function branches({ branches: rule }: LayerDefinition, { hasBranches }: FilledSignature): Suggestion[] {
  if (rule === undefined || hasBranches) return [];
  const snippet = rule.closing ? '<${1:conv 64 3x3}>' : '<${1:identity} | ${2:conv 32 3x3 same}>';
  return [{ label: rule.closing ? '<BODY>' : '<A | B>', kind: 'snippet', snippet, rank: 0 }];
}

/** Options and flags that are not written, and words such as `same` that stand for one. */
function options(
  situation: Situation,
  { signature }: LayerDefinition,
  { given }: FilledSignature,
): Suggestion[] {
  return Object.entries(signature).flatMap(([name, entry]) => {
    if (given.has(name) || entry.form === 'positional') return [];
    const documentation = entry.about;
    if (entry.form === 'flag') {
      const detail = madeWith(situation, name);
      return [{ label: name, kind: 'option', detail, documentation, rank: 5 }] satisfies Suggestion[];
    }
    const lone = entry.alone.map((label) => {
      const detail = madeWith(situation, label);
      return {
        label,
        kind: 'option',
        detail,
        documentation: loneWords[label],
        rank: label === 'same' ? 3 : 6,
      } as const;
    });
    return [...lone, optionWithValue(situation, name, entry)];
  });
}

function optionWithValue({ arriving }: Situation, name: string, entry: Option<unknown>): Suggestion {
  const value =
    entry.reader.words?.at(-1) ?? usualValues(name, arriving)[0] ?? textOfValue(entry.fallback) ?? '1';
  return {
    label: name,
    kind: 'option',
    documentation: entry.about,
    snippet: `${name} \${1:${value}}`,
    rank: name === 'stride' ? 3 : 5,
  };
}

function suffixes(
  definition: LayerDefinition,
  { hasNormalization, hasActivation }: FilledSignature,
): Suggestion[] {
  if (!definition.suffixes) return [];
  const fitting = [...layers.values()].filter(
    ({ isSuffix, word }) => isSuffix && !(word === 'bn' ? hasNormalization : hasActivation),
  );
  return fitting.map((suffix) => ({
    label: suffix.word,
    kind: suffix.word === 'bn' ? 'option' : 'activation',
    documentation: briefOf(suffix),
    rank: suffix.word === 'relu' || suffix.word === 'bn' ? 3 : 6,
  }));
}

/** The options of `bn` between the parentheses behind it. */
export function optionsInside(definition: LayerDefinition, words: ReadonlySet<string>): Suggestion[] {
  return Object.entries(definition.signature).flatMap(([label, entry]) => {
    if (words.has(label) || entry.form === 'positional') return [];
    const value = entry.form === 'option' ? ` \${1:${textOfValue(entry.fallback) ?? ''}}` : '';
    return [{ label, kind: 'option', documentation: entry.about, snippet: label + value, rank: 0 } as const];
  });
}
