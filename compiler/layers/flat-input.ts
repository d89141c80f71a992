// Layers that work on maps, where what reaches them is flat.

import type { Candidate } from '../diagnostics/draft.js';
import { written } from '../shapes/shape.js';
import { wantedMap } from './axis-names.js';
import type { Call } from './definition.js';

/** `does` is what the layer does with a map: `slides a window over a feature map`. */
export function refuseFlat(call: Call, does: string): undefined {
  call.report({
    code: 'CNN302',
    span: call.statement.word.span,
    message: `\`${call.word}\` ${does}, but what reaches it is flat: ${written(call.input.shape)}`,
    label: wantedMap,
    related: [{ ...call.input.madeBy, message: `${flatMaker(call)}: ${written(call.input.shape)}` }],
    help: mapHelp(call),
    candidates: asSequence(call),
    layer: call.name,
  });
  return undefined;
}

/** Numbers in a row are a sequence of one channel to a window of one axis. */
function asSequence(call: Call): Candidate[] {
  const window: unknown = call.values.kernel ?? call.values.window;
  const words = `reshape ${call.input.shape[0]}x1`;
  if (!Array.isArray(window) || window.length !== 1 || call.input.maker === 'flatten') return [];
  const title = `\`${words}\` before it makes a sequence of one channel`;
  return [{ edits: call.edit.before(words), safe: false, title: ({ output }) => output && title }];
}

function flatMaker(call: Call): string {
  return call.input.maker === 'input' ? 'this input is flat' : 'made flat here';
}

function mapHelp(call: Call): string {
  if (call.input.maker === 'flatten') return `put \`${call.word}\` before the \`flatten\``;
  if (call.input.maker === 'input')
    return 'write the input as an image, height x width x channels: `input 28x28x1`, or as a sequence, length x channels: `input 128x1`';
  return `put \`${call.word}\` in front, where there is still a map, or make one with \`reshape\``;
}
