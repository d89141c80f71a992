// Inputs as unlike each other as pictures are. White noise is not: seen through a few layers every sample
// of it is the same, and normalising what little differs blows rounding errors up.

import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import type { Graph } from '../../compiler/graph/graph.js';
import type { Random } from '../../runtime/random.js';
import type { Tensor } from '../../runtime/tensor.js';
import { normalNumbers } from './normal-numbers.js';

/** A batch for each of the network's inputs, of mean 0 and variance 1. */
export function randomPictures(graph: Graph, random: Random, batch: number): Map<string, Tensor> {
  return new Map(
    graph.inputs.map(({ name, value }) => {
      const { shape } = graph.values[value];
      const size = sizeOf(shape);
      const data = new Float32Array(batch * size);
      for (let sample = 0; sample < batch; sample++) {
        drawPicture(data.subarray(sample * size, (sample + 1) * size), shape, random);
      }
      return [name, { shape: [batch, ...shape], data }];
    }),
  );
}

/** Every octave has the same power, as in photographs (Field 1987): squares of 1, 2, 4, ... pixels. */
function drawPicture(picture: Float32Array, shape: Shape, random: Random): void {
  const octaves = Math.ceil(Math.log2(Math.max(1, ...shape.slice(0, -1)))) + 1;
  for (let octave = 0; octave < octaves; octave++) {
    addSquares(picture, shape, 2 ** octave, 1 / Math.sqrt(octaves), random);
  }
}

function addSquares(picture: Float32Array, shape: Shape, side: number, scale: number, random: Random): void {
  const channels = shape[shape.length - 1];
  const coarse = [...shape.slice(0, -1).map((length) => Math.ceil(length / side)), channels];
  const noise = normalNumbers(sizeOf(coarse), random);
  for (let i = 0; i < picture.length; i++) {
    picture[i] += scale * noise[coarseIndex(i, shape, coarse, side)];
  }
}

/** Where the number at `index` of an array of this shape lies in that of one number a square. */
function coarseIndex(index: number, shape: Shape, coarse: Shape, side: number): number {
  const last = shape.length - 1;
  let [rest, found, step] = [Math.floor(index / shape[last]), index % shape[last], coarse[last]];
  for (let axis = last - 1; axis >= 0; axis--) {
    found += Math.floor((rest % shape[axis]) / side) * step;
    rest = Math.floor(rest / shape[axis]);
    step *= coarse[axis];
  }
  return found;
}
