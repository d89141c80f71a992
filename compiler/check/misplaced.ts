// Statements that belong to the file as a whole, standing inside a block, branch or body.

import type { Statement } from '../../grammar/ast.js';
import type { Draft } from '../diagnostics/draft.js';
import type { Frame } from './frame.js';

const places: { readonly [K in Frame['place']]: string } = {
  file: 'the file',
  body: 'the body of a `repeat` or `if`',
  branch: 'a branch',
  block: 'a block',
};

const remedies: Readonly<Record<string, string>> = {
  block: 'move it to the top of the file: it can be called from here',
  output: 'move it to the end of the file; `as` names values, and a block has one result',
};

export function misplaced({ kind, span }: Statement, { place }: Frame): Draft {
  const help =
    kind === 'param' && place === 'block'
      ? 'move it to the top of the file, or give the block a parameter'
      : remedies[kind];
  return {
    code: 'CNN213',
    span,
    message: `\`${kind}\` belongs to the file, and cannot stand in ${places[place]}`,
    help: help ?? 'move it to the top of the file',
  };
}
