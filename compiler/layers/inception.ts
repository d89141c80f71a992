// `inception <A | B | ...>` and GoogLeNet's short form `inception <64, 96 128, 16 32, 32>`.

import type {
  Argument,
  Branch,
  Branches,
  Expression,
  LayerStatement,
  ShortBranches,
} from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Report } from '../diagnostics/draft.js';
import { inferConcat, lowerConcat } from './concat.js';
import type { LayerDefinition, TextOf } from './definition.js';

export const inception: LayerDefinition<Record<never, never>> = {
  word: 'inception',
  documentation: {
    summary:
      'A concat in which windows, pools too, default to `same` and stride 1, so that every branch keeps the map’s size. The short form is GoogLeNet’s block: 1x1; 1x1 then 3x3; 1x1 then 5x5; 3x3 max-pool then 1x1; each convolution followed by ReLU.',
    formula: '<a, b c, d e, f> makes a + c + e + f channels',
    source: 'Szegedy et al. 2014, “Going deeper with convolutions”',
    example: 'input 28x28x192\ninception <64, 96 128, 16 32, 32> -> 28x28x256\n',
  },
  signature: {},
  suffixes: true,
  branches: { defaults: { padding: 'same', poolStride: 'one' }, expand },
  infer: inferConcat,
  lower: lowerConcat,
};

/** How many numbers each part of the short form has. */
const partLengths = [1, 2, 2, 1];

function expand(short: ShortBranches, report: Report, textOf: TextOf): Branches | undefined {
  const { groups, span } = short;
  const fits = groups.length === 4 && groups.every((group, i) => group.length === partLengths[i]);
  if (!fits) return refuse(groups, span, report);
  const [[one], [reduce3, three], [reduce5, five], [pool]] = groups;
  const conv = (maps: Expression, kernel: number) => convolution(maps, kernel, textOf);
  const branches = [
    [conv(one, 1)],
    [conv(reduce3, 1), conv(three, 3)],
    [conv(reduce5, 1), conv(five, 5)],
    [maxPool(pool), conv(pool, 1)],
  ];
  return { kind: 'branches', branches: branches.map(branchOf), span };
}

function refuse(groups: ShortBranches['groups'], span: Span, report: Report): undefined {
  const found = groups.map((group) => group.length).join(', ');
  report({
    code: 'CNN206',
    span,
    message: 'the short form of `inception` has four parts of 1, 2, 2 and 1 numbers',
    label: `has parts of ${found}`,
    help: '`inception <64, 96 128, 16 32, 32>`: 1x1; 1x1 and 3x3; 1x1 and 5x5; 1x1 after the pool',
  });
  return undefined;
}

function branchOf(statements: LayerStatement[]): Branch {
  const [first, last] = [statements[0], statements[statements.length - 1]];
  return { kind: 'branch', statements, span: { start: first.span.start, end: last.span.end } };
}

/** `conv MAPS KxK relu`, standing where the maps are written. */
function convolution(maps: Expression, kernel: number, textOf: TextOf): LayerStatement {
  const { span } = maps;
  const given = [size(maps), size({ kind: 'number', value: kernel, span }), word('relu', span)];
  return layer('conv', given, span, `conv ${textOf(maps)} ${kernel}x${kernel} relu`);
}

function maxPool(at: Expression): LayerStatement {
  const { span } = at;
  return layer('pool', [word('max', span), size({ kind: 'number', value: 3, span })], span, 'pool max 3x3');
}

function layer(name: string, given: Argument[], span: Span, text: string): LayerStatement {
  return {
    kind: 'layer',
    word: { text: name, span },
    arguments: given,
    name: undefined,
    claims: [],
    span,
    text,
  };
}

function size(part: Expression): Argument {
  return { kind: 'size', parts: [part], span: part.span };
}

function word(name: string, span: Span): Argument {
  return size({ kind: 'name', name, span });
}
