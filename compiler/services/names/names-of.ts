// The bound names of the texts of an analysis: its own, and those of the files behind `use`.

import type { File } from '../../../grammar/ast.js';
import { parse } from '../../../grammar/parser.js';
import type { Source } from '../../../grammar/source.js';
import type { Analysis } from '../../compile.js';
import { bind, blockOf, type Bound } from './bind.js';
import type { Declaration, Occurrence } from './declaration.js';

export interface TextNames extends Bound {
  readonly source: Source;
}

/** What names depend on: a text, its tree, and all that is used. */
export type Named = Pick<Analysis, 'source' | 'file' | 'uses'>;

const known = new WeakMap<Named, readonly TextNames[]>();

/** Its own text first. */
export function namesOf(analysis: Named): readonly TextNames[] {
  const before = known.get(analysis);
  if (before) return before;
  const used = new Map(analysis.uses.map((use) => [use.used.name, use.used]));
  const texts = [
    textNames(analysis.source, analysis.file, analysis),
    ...[...used.values()].map((source) => textNames(source, treeOf(source), analysis)),
  ];
  known.set(analysis, texts);
  return texts;
}

/** The name that stands at an offset of the analysis' own text. */
export function occurrenceAt(analysis: Named, offset: number): Occurrence | undefined {
  const [{ occurrences }] = namesOf(analysis);
  const touching = occurrences.filter(({ span }) => span.start <= offset && offset <= span.end);
  return touching.find(({ span }) => offset < span.end) ?? touching[0];
}

function textNames(source: Source, file: File, { uses }: Named): TextNames {
  const behind = uses.filter(({ from }) => from.name === source.name);
  const { occurrences, words } = bind(
    file,
    source,
    behind.flatMap(({ used }) => blocksOf(used)),
  );
  return { source, occurrences, words };
}

function blocksOf(source: Source): Declaration[] {
  const { statements } = treeOf(source);
  return statements.flatMap((each) => (each.kind === 'block' ? [blockOf(each, source)] : []));
}

const trees = new WeakMap<Source, File>();

/** Of a text behind `use`, which an analysis does not keep. */
function treeOf(source: Source): File {
  const tree = trees.get(source) ?? parse(source).file;
  trees.set(source, tree);
  return tree;
}
