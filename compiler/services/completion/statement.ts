// What may start a statement: layers, blocks, whole passages, reserved words; in a branch also named values.

import type { LayerDefinition } from '../../layers/definition.js';
import { layers } from '../../layers/index.js';
import { channels, countsAsFlat, isFlat } from '../../shapes/shape.js';
import { briefOf, usageOfLayer } from '../documentation/layers.js';
import { keywords } from '../documentation/keywords.js';
import { outcomeOf } from '../trial.js';
import { shapeText } from '../value-in-sight.js';
import { blocks, values } from './names.js';
import { layerSnippet } from './layer-snippet.js';
import { headOf, type Situation } from './situation.js';
import type { Suggestion } from './suggestion.js';

export function statementStarts(situation: Situation): Suggestion[] {
  return [
    ...(situation.statementLevel.opener === '<' ? values(situation, 0) : []),
    ...allLayers(situation),
    ...blocks(situation, 1),
    ...passages(situation, 4),
    ...reservedWords(situation),
  ];
}

function allLayers(situation: Situation): Suggestion[] {
  const { arriving } = situation;
  return [...layers.values()].map((definition) => ({
    label: definition.word,
    kind: definition.isSuffix && definition.word !== 'bn' ? 'activation' : 'layer',
    detail: usageOfLayer(definition),
    documentation: briefOf(definition),
    snippet: layerSnippet(definition, arriving),
    rank: rankOf(definition, situation),
  }));
}

const frequent = new Set(['conv', 'pool', 'bn', 'dense', 'flatten', 'residual', 'relu']);
/** Layers that say nothing alone, as they join branches or stand in them. */
const ofBranches = new Set(['identity', 'shortcut']);

/** What cannot work on what arrives is the least likely. */
function rankOf({ word, isSuffix }: LayerDefinition, { arriving, statementLevel }: Situation): number {
  if (ofBranches.has(word)) return statementLevel.opener === '<' ? 1 : 8;
  if (arriving === undefined) return 6;
  if (word === 'dense' && !countsAsFlat(arriving)) return 7;
  if (isFlat(arriving) && ofMaps.has(word)) return 7;
  return frequent.has(word) ? 1 : isSuffix ? 3 : 2;
}

const ofMaps = new Set([
  'conv', 'conv-transpose', 'depthwise', 'separable', 'pool', 'lrn', 'zero-pad', 'crop', 'upsample', 'shuffle',
  'flatten', 'inception',
]); // prettier-ignore

/** A few lines that are written again and again, for as many channels as arrive. */
function passages({ arriving, at }: Situation, rank: number): Suggestion[] {
  if (arriving === undefined || isFlat(arriving) || arriving.length !== 3) return [];
  const maps = channels(arriving);
  const own = Math.max(maps, 32);
  const narrow = Math.max(1, Math.floor(maps / 4));
  const passage = (label: string, documentation: string, snippet: string): Suggestion => {
    const plain = snippet.replace(/\$\{\d+:([^}]*)\}/g, '$1');
    const made = plain.includes('\n') ? undefined : outcomeOf(plain, at[0]);
    return { label, kind: 'snippet', detail: made && `→ ${shapeText(made)}`, documentation, snippet, rank };
  };
  return [
    passage(
      'conv bn relu',
      'a convolution with batch normalisation',
      `conv \${1:${own}} 3x3 same nobias bn relu`,
    ),
    passage(
      'residual block',
      'two convolutions and a way around them (He et al. 2016)',
      `residual <conv \${1:${own}} 3x3 nobias bn relu; conv \${1:${own}} 3x3 nobias bn> relu`,
    ),
    passage(
      'bottleneck block',
      'a residual block that is narrow in its middle (He et al. 2016)',
      `residual <conv \${1:${narrow}} 1x1 nobias bn relu; conv \${1:${narrow}} 3x3 nobias bn relu; conv \${2:${own}} 1x1 nobias bn> relu`,
    ),
    passage(
      'squeeze and excite',
      'weighs each channel by what the whole map holds (Hu et al. 2018)',
      `multiply <identity | pool avg global; conv \${1:${narrow}} 1x1 relu; conv ${maps} 1x1 sigmoid>`,
    ),
    passage(
      'classifier',
      'one value a channel, then a share a class',
      'pool avg global\ndense ${1:10} softmax',
    ),
  ];
}

function reservedWords(situation: Situation): Suggestion[] {
  const isFile = situation.statementLevel.opener === undefined;
  const entries = Object.entries(keywords).filter(([, { place }]) => isFile || place === 'anywhere');
  return entries.flatMap(([label, { form, about, snippet }]) => {
    if (isThereOnce(label, situation)) return [];
    const rank = keywordRank(label, situation);
    return [{ label, kind: 'keyword', detail: form, documentation: about, snippet, rank } as const];
  });
}

/** `model` and `train` stand once in a file. */
function isThereOnce(word: string, { analysis }: Situation): boolean {
  return (word === 'model' || word === 'train') && analysis.file.statements.some(({ kind }) => kind === word);
}

/** Before there is an input, what comes before inputs is the likeliest. */
function keywordRank(word: string, { arriving, statementLevel, analysis }: Situation): number {
  if (statementLevel.opener !== undefined) return 5;
  const isBefore = arriving === undefined && analysis.network.inputs.length === 0;
  if (word === 'input') return isBefore ? 0 : 7;
  return isBefore && ['model', 'param', 'use', 'block'].includes(word) ? 1 : 5;
}

/** Behind the braces of an `if`. */
export function afterIf(): Suggestion[] {
  return [
    { label: 'else', kind: 'keyword', snippet: 'else {\n  $0\n}', rank: 0 },
    { label: 'else if', kind: 'keyword', snippet: 'else if ${1:in.height > 8} {\n  $0\n}', rank: 0 },
  ];
}

/** Whether the braces in which the cursor stands are those of `train`. */
export function isInTraining(situation: Situation): boolean {
  const { statementLevel } = situation;
  return statementLevel.opener === '{' && headOf(situation, statementLevel).at(-1)?.text === 'train';
}
