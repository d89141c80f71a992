// The shapes that an editor shows behind the layers and the calls of blocks.

import type { LayerStatement, Size } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';
import { outputOf } from '../check/checked-layer.js';
import type { Shape } from '../graph/value.js';
import { layers } from '../layers/index.js';
import { written } from '../shapes/shape.js';
import { layersAt } from './layers-at.js';
import { layerStatements } from './layer-statements.js';
import { several } from './value-in-sight.js';
import { scopeOf, visitsOf } from './visits.js';

export interface InlayHint {
  /** Where it stands: at the end of the layer. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip?: string;
}

/** In the order of the text; none where a shape is unknown, or where the line claims it already. */
export function inlayHints(analysis: Analysis, range: Span): readonly InlayHint[] {
  const hints = layerStatements(analysis.file, range).flatMap((statement) => {
    const { end } = statement.span;
    const isIn = range.start <= end && end <= range.end;
    if (!isIn || sayingShape.has(statement.word.text)) return [];
    const shapes = shapesOf(analysis, statement);
    return statement.claims.some((claim) => saysAll(claim, shapes[0])) ? [] : hintOf(end, shapes);
  });
  // Those of branches stand before that of their layer.
  return hints.sort((a, b) => a.offset - b.offset);
}

/** Layers behind which a shape says nothing that is not there already. */
const sayingShape = new Set(['input', 'identity']);

/** A claim may leave the channels out. */
function saysAll({ parts }: Size, shape: Shape | undefined): boolean {
  return parts.length === shape?.length && parts.every(({ kind }) => kind !== 'wildcard');
}

/** Run by run. */
function shapesOf(analysis: Analysis, statement: LayerStatement): readonly (Shape | undefined)[] {
  const { word, span } = statement;
  if (layers.has(word.text)) return layersAt(analysis, span.start).map(outputOf);
  if (scopeOf(analysis).block(word.text) === undefined) return [];
  return visitsOf(analysis, statement).map(({ after }) => after.arrival?.shape);
}

function hintOf(offset: number, shapes: readonly (Shape | undefined)[]): InlayHint[] {
  const texts = shapes.map((shape) => shape && written(shape));
  const [first] = texts;
  if (first === undefined) return [];
  if (texts.every((text) => text === first)) return [{ offset, label: `→ ${first}` }];
  const tooltip = `in ${texts.length} runs: ${several(texts)}`;
  return [{ offset, label: `→ ${first}, …×${texts.length}`, tooltip }];
}
