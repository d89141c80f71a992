// How the layer, block or function around the cursor is written, and which of its arguments comes now.

import type { Analysis } from '../compile.js';
import { layers } from '../layers/index.js';
import { isInComment } from './comments.js';
import { cursorAt, type Level, type Piece } from './cursor.js';
import { functions } from './documentation/functions.js';
import { blockSignature } from './signature/block.js';
import { functionSignature } from './signature/function.js';
import type { SignatureHelp } from './signature/help.js';
import { layerSignature } from './signature/layer.js';
import { scopeOf } from './visits.js';
import { writtenArguments } from './written-arguments.js';

export type { SignatureHelp, SignatureParameter } from './signature/help.js';

/** Of the innermost of them; none before its word is finished, and behind `as` and `->`. */
export function signatureHelp(analysis: Analysis, offset: number): SignatureHelp | undefined {
  if (isInComment(analysis, offset)) return undefined;
  const { levels, isInString, prefix } = cursorAt(analysis.source, analysis.file, offset);
  if (isInString) return undefined;
  for (let at = levels.length - 1; at >= 0; at--) {
    const level = levels[at];
    const found = level.opener === 'f(' ? ofCall(levels[at - 1], level) : undefined;
    if (found) return found;
    if (level.opener !== '(' && level.opener !== 'f(') return ofStatement(analysis, level.pieces, prefix);
  }
  return undefined;
}

/** A function, or `bn(...)`. */
function ofCall(around: Level, { pieces }: Level): SignatureHelp | undefined {
  const callee = around.pieces.at(-1)?.text ?? '';
  const definition = layers.get(callee);
  if (definition) return layerSignature(definition, writtenArguments(pieces).given, '');
  return Object.hasOwn(functions, callee) ? functionSignature(callee, pieces) : undefined;
}

function ofStatement(
  analysis: Analysis,
  [word, ...rest]: readonly Piece[],
  prefix: string,
): SignatureHelp | undefined {
  if (word === undefined) return undefined;
  const written = writtenArguments(rest);
  if (written.ending.length > 0) return undefined;
  // An argument that is not finished is still the one that is being written.
  const given = written.open === undefined ? written.given : written.given.slice(0, -1);
  const definition = layers.get(word.text);
  if (definition) return layerSignature(definition, given, prefix);
  const block = scopeOf(analysis).block(word.text);
  return block && blockSignature(block, written);
}
