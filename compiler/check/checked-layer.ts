// A layer of the model with what only the compiler needs: how it was called and how it lowers.

import type { Argument, LayerStatement } from '../../grammar/ast.js';
import type { Source } from '../../grammar/source.js';
import type { RelatedDraft } from '../diagnostics/draft.js';
import type { Shape } from '../graph/value.js';
import type { LayerDefinition } from '../layers/definition.js';
import type { Signature, Values } from '../layers/signature.js';
import type { Layer } from '../model.js';
import type { ReceptiveField } from './receptive-field.js';

export interface CheckedLayer extends Layer {
  readonly definition: LayerDefinition | undefined;
  readonly values: Values<Signature>;
  readonly plan: unknown;
  readonly field: ReceptiveField;
  readonly suffixes: readonly CheckedLayer[];
  readonly branches: readonly (readonly CheckedLayer[])[];
  /** The layer whose output reaches this one; undefined for inputs. */
  readonly input: CheckedLayer | undefined;
  /** The layer that each branch ends with, which for a branch that makes none is `input`. */
  readonly branchEnds: readonly (CheckedLayer | undefined)[];
  readonly statement: LayerStatement;
  /** The calls of blocks in which it stands, the innermost first. */
  readonly calls: readonly RelatedDraft[];
}

/** What most layers have none of: one list for all of them, since networks of thousands are checked at every keystroke. */
export const none: readonly never[] = Object.freeze([]);
const noValues: Values<Signature> = Object.freeze({});

/** A layer whose parts are still being found. */
export type LayerInTheMaking = { -readonly [Part in keyof CheckedLayer]: CheckedLayer[Part] };

/** What leaves a layer, its suffixes applied. */
export function outputOf(layer: CheckedLayer): Shape | undefined {
  const last = layer.suffixes.at(-1);
  return last === undefined ? layer.output : last.output;
}

/** The layers whose values it works on: those that its branches end with, else the one before it. */
export function readBy({ input, branchEnds }: CheckedLayer): readonly CheckedLayer[] {
  const read = branchEnds.length > 0 ? branchEnds : [input];
  return read.filter((layer) => layer !== undefined);
}

/** What reaches a layer. */
export interface LayerInput {
  readonly field: ReceptiveField;
  /** The layer that made it, its suffixes applied; undefined before the first. */
  readonly layer: CheckedLayer | undefined;
}

/** A layer without weights, costs, suffixes and branches: as far as its statement alone tells. */
export function bareLayer(
  statement: LayerStatement,
  source: Source,
  name: string,
  output: Shape | undefined,
  { field, layer }: LayerInput,
  texts?: ReadonlyMap<number, string>,
): LayerInTheMaking {
  return {
    name,
    kind: statement.word.text,
    text: textWithoutBranches(statement, source, texts),
    source,
    span: statement.span,
    output,
    weights: none,
    macs: 0,
    receptiveField: field.size,
    suffixes: none,
    branches: none,
    definition: undefined,
    values: noValues,
    plan: undefined,
    field,
    input: layer,
    branchEnds: none,
    depth: layer?.depth ?? 0,
    statement,
    calls: none,
  };
}

/** The layer as written, on one line, its branches as `<...>`, without name and claims. */
export function textWithoutBranches(
  { word, arguments: given, text }: LayerStatement,
  source: Source,
  texts?: ReadonlyMap<number, string>,
): string {
  if (text !== undefined) return text;
  let line = word.text;
  for (const argument of given) line += ` ${textOf(argument, source, texts)}`;
  return onOneLine(line);
}

function textOf(argument: Argument, source: Source, texts?: ReadonlyMap<number, string>): string {
  if (argument.kind === 'branches' || argument.kind === 'short-branches') return shortened(argument, source);
  return texts?.get(argument.span.start) ?? source.slice(argument.span);
}

/** Most texts have one blank between words: to look is quicker than to write them anew. */
function onOneLine(text: string): string {
  return /\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text;
}

const longestBranches = 32;

/** Written out where that is short, as in the four-part form. */
function shortened({ span }: Argument, source: Source): string {
  if (span.end - span.start > 4 * longestBranches) return '<...>';
  const line = onOneLine(source.slice(span));
  return line.length <= longestBranches && !line.includes('|') ? line : '<...>';
}
