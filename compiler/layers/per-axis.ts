// One value for every axis of a map, or one for each.

import { written } from '../shapes/shape.js';
import type { Candidate } from '../diagnostics/draft.js';
import { withChannels } from './channels-first.js';
import type { Call } from './definition.js';

/** One value serves every axis; otherwise there must be one for each. Reports where there is not. */
export function perAxis<T>(
  call: Call,
  argument: string,
  given: readonly T[],
  axes: number,
): readonly T[] | undefined {
  if (given.length === axes) return given;
  if (given.length === 1) return new Array<T>(axes).fill(given[0]);
  const shape = written(call.input.shape);
  call.report({
    code: 'CNN206',
    span: call.spanOf(argument),
    message: `the ${argument} has ${given.length} axes, the map has ${axes}: ${shape}`,
    label: 'the channels are no axis of it',
    related: [{ ...call.input.madeBy, message: `made ${shape} here` }],
    help: axes === 1 ? 'write one number' : `write one number for all axes, or ${axes}`,
    candidates: [
      ...withoutChannels(call, argument, given),
      ...withChannels(call, given.length),
      ...equalOnAll(call, argument, given),
    ],
    layer: call.name,
  });
  return undefined;
}

/** `2x64` on a sequence of 64 channels: a kernel spans all channels anyway. */
function withoutChannels(call: Call, argument: string, given: readonly unknown[]): Candidate[] {
  const { shape } = call.input;
  if (given.length !== shape.length || given.at(-1) !== shape.at(-1)) return [];
  const sizes = given.slice(0, -1);
  if (!sizes.every((size) => typeof size === 'number')) return [];
  const title = `write \`${written(sizes)}\`: it spans the ${shape.at(-1)} channels anyway`;
  const edits = [{ span: call.spanOf(argument), text: written(sizes) }];
  return [{ edits, safe: false, title: ({ output }) => output && title }];
}

/** `3x3` on a map of one axis most likely meant 3. */
function equalOnAll(call: Call, argument: string, given: readonly unknown[]): Candidate[] {
  const [first] = given;
  if (typeof first !== 'number' || given.some((size) => size !== first)) return [];
  const at = call.spanOf(argument);
  const title = `write \`${first}\`, the same on every axis`;
  return [{ edits: [{ span: at, text: `${first}` }], safe: false, title: ({ output }) => output && title }];
}
