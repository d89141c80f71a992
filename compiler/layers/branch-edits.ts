// Remedies that rewrite the branches themselves: the larger map cropped to the smaller, as a U-Net does,
// and `residual` where `add <BODY | identity>` lacks a projection.

import type { Branch, Branches } from '../../grammar/ast.js';
import type { Candidate } from '../diagnostics/draft.js';
import { spatial } from '../shapes/shape.js';
import { mapText } from './axis-names.js';
import type { Call } from './definition.js';

/** Maps of another scale are not cropped to each other: what they show would not lie on one another. */
const mostCropped = 1.5;

/** `crop auto` at the end of the larger of two branches. */
export function croppedToSmaller(call: Call): Candidate[] {
  const maps = call.branches.map(({ shape }) => spatial(shape));
  const parts = writtenBranches(call);
  if (maps.length !== 2 || parts.length !== 2) return [];
  const larger = [0, 1].find((i) => covers(maps[i], maps[1 - i]));
  if (larger === undefined) return [];
  const end = parts[larger].span.end;
  const line = `\`crop auto\` at the end of branch ${larger + 1} makes it ${mapText(maps[1 - larger])} too`;
  return [
    {
      edits: [{ span: { start: end, end }, text: '; crop auto' }],
      safe: false,
      title: ({ output }) => (output === undefined ? undefined : line),
    },
  ];
}

function covers(large: readonly number[], small: readonly number[]): boolean {
  return (
    large.length > 0 &&
    large.length === small.length &&
    large.every((size, axis) => size >= small[axis] && size <= small[axis] * mostCropped) &&
    large.some((size, axis) => size > small[axis])
  );
}

/** Whether a map was made before the branches: a skip, which no padding in the branch can change. */
export function isCarriedIn(call: Call): boolean {
  return writtenBranches(call).some((branch, i) => {
    const { source, span } = call.branches[i]?.madeBy ?? {};
    return source === undefined || span.start < branch.span.start || span.end > branch.span.end;
  });
}

/** `add <BODY | identity>` as `residual <BODY>`, whose shortcut is a projection where the shapes differ. */
export function asResidual(call: Call): Candidate[] {
  const parts = writtenBranches(call);
  if (call.word !== 'add' || parts.length !== 2) return [];
  const around = parts.findIndex(isIdentity);
  if (around < 0) return [];
  const [first, second] = parts;
  const span =
    around === 1
      ? { start: first.span.end, end: second.span.end }
      : { start: first.span.start, end: second.span.start };
  return [
    {
      edits: [
        { span: call.statement.word.span, text: 'residual' },
        { span, text: '' },
      ],
      safe: false,
      title: () => '`residual`, without `identity`, adds a projection of what arrives',
    },
  ];
}

function isIdentity({ statements }: Branch): boolean {
  const [only] = statements;
  return statements.length === 1 && only.kind === 'layer' && only.word.text === 'identity';
}

/** Each with something in it. */
function writtenBranches({ statement }: Call): readonly Branch[] {
  const branches = statement.arguments.find((given): given is Branches => given.kind === 'branches');
  return branches?.branches.filter(({ statements }) => statements.length > 0) ?? [];
}
