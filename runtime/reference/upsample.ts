// Enlarging maps by whole factors, and its gradient: both walk the same readings.

import type { Upsample } from '../../compiler/graph/ops.js';
import { sizeOf, type Shape } from '../../compiler/graph/value.js';
import { channelsOf, spatialOf, zeros, type NumberArray } from './array.js';

type Mode = Upsample['mode'];

/** Output pixel `output` reads `share` of input pixel `input`; row-major over the spatial axes. */
interface Reading {
  readonly output: number;
  readonly input: number;
  readonly share: number;
}

/** x is [batch, ...map, channels]; a factor an axis of the map. */
export function upsample(x: NumberArray, factors: readonly number[], mode: Mode): NumberArray {
  const map = spatialOf(x);
  const y = zeros([x.shape[0], ...map.map((size, axis) => size * factors[axis]), channelsOf(x)]);
  eachReading(x.shape, factors, mode, (xi, yi, share) => {
    y.data[yi] += share * x.data[xi];
  });
  return y;
}

/** `map` is the spatial size of x. */
export function upsampleGradient(
  dy: NumberArray,
  factors: readonly number[],
  mode: Mode,
  map: Shape,
): NumberArray {
  const dx = zeros([dy.shape[0], ...map, channelsOf(dy)]);
  eachReading(dx.shape, factors, mode, (xi, yi, share) => {
    dx.data[xi] += share * dy.data[yi];
  });
  return dx;
}

type Visit = (x: number, y: number, share: number) => void;

function eachReading(x: Shape, factors: readonly number[], mode: Mode, visit: Visit): void {
  const map = x.slice(1, -1);
  const channels = x[x.length - 1];
  const [pixelsX, pixelsY] = [sizeOf(map), sizeOf(map) * sizeOf(factors)];
  const readings = readingsOf(map, factors, mode);
  for (let sample = 0; sample < x[0]; sample++) {
    for (const { output, input, share } of readings) {
      for (let channel = 0; channel < channels; channel++) {
        visit(
          (sample * pixelsX + input) * channels + channel,
          (sample * pixelsY + output) * channels + channel,
          share,
        );
      }
    }
  }
}

/** The shares of the axes multiply. */
function readingsOf(map: Shape, factors: readonly number[], mode: Mode): Reading[] {
  let readings: Reading[] = [{ output: 0, input: 0, share: 1 }];
  map.forEach((size, axis) => {
    const factor = factors[axis];
    const along = mode === 'nearest' ? nearest(size, factor) : linear(size, factor);
    readings = readings.flatMap((outer) =>
      along.map((inner) => ({
        output: outer.output * size * factor + inner.output,
        input: outer.input * size + inner.input,
        share: outer.share * inner.share,
      })),
    );
  });
  return readings;
}

function nearest(size: number, factor: number): Reading[] {
  return Array.from({ length: size * factor }, (_, output) => {
    return { output, input: Math.floor(output / factor), share: 1 };
  });
}

/** Between the two pixels around (output + ½) / factor − ½, held inside the map. */
function linear(size: number, factor: number): Reading[] {
  return Array.from({ length: size * factor }, (_, output) => {
    const position = Math.min(Math.max((output + 0.5) / factor - 0.5, 0), size - 1);
    const below = Math.floor(position);
    const share = position - below;
    const readings = [{ output, input: below, share: 1 - share }];
    return share === 0 ? readings : [...readings, { output, input: below + 1, share }];
  }).flat();
}
