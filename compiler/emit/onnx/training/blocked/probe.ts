// A model that shows how many channels ONNX Runtime keeps side by side on this machine. Its
// operators on blocks are its own affair: where they are missing the model does not load.

import { Lowering } from '../../lowering.js';
import { blockDomain } from './blocked-lowering.js';

export interface BlockProbe {
  readonly bytes: Uint8Array;
  readonly input: string;
  readonly output: string;
  /** Of input and output. */
  readonly dims: readonly number[];
}

/** Turns two pixels of 64 channels into blocks: what was at place 1 comes to the place of the block's size. */
export function emitBlockProbe(): BlockProbe {
  const map = { shape: [1, 2, 64, 1], batched: false };
  const to = new Lowering(
    [0, 1].map((id) => ({ id, ...map })),
    1,
  );
  const input = to.plainInput('x', 0);
  to.bind(1, to.nodeOf('ReorderInput', [input], {}, 1, blockDomain)[0]);
  const output = to.output('y', 1);
  return { bytes: to.encode('probe'), input, output, dims: to.dims(0) };
}
