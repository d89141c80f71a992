// The paths in a text that lead to files.

import type { TrainStatement } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Analysis } from '../compile.js';

export interface Link {
  /** The string, its quotes left out. */
  readonly span: Span;
  /** As written: relative to the text. */
  readonly path: string;
  readonly kind: 'use' | 'data';
}

export function links({ file }: Analysis): readonly Link[] {
  return file.statements.flatMap((statement): Link[] => {
    if (statement.kind === 'use') return linkTo(statement.path, statement.pathSpan, 'use');
    return statement.kind === 'train' ? dataOf(statement) : [];
  });
}

function dataOf({ settings }: TrainStatement): Link[] {
  const values = settings.filter(({ word }) => word.text === 'data').flatMap((setting) => setting.values);
  return values.flatMap((value) => (value.kind === 'string' ? linkTo(value.value, value.span, 'data') : []));
}

function linkTo(path: string, { start, end }: Span, kind: Link['kind']): Link[] {
  return path.trim() === '' ? [] : [{ span: { start: start + 1, end: end - 1 }, path, kind }];
}
