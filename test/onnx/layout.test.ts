// Weights between the language's order of axes and that of ONNX.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromNativeWeight, nativeShape, toNativeWeight } from '../../compiler/emit/onnx/index.js';
import { sizeOf } from '../../compiler/graph/value.js';

describe('layout of weights', () => {
  it('turns [height, width, in, out] into [out, in, height, width]', () => {
    // Element (h, w, i, o) of a 1x2 kernel with 2 inputs and 3 outputs is the number "wio".
    const kernel = [0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112];
    const native = [0, 100, 10, 110, 1, 101, 11, 111, 2, 102, 12, 112];
    expect([...toNativeWeight(Float32Array.from(kernel), [1, 2, 2, 3])]).toEqual(native);
    expect(nativeShape({ shape: [1, 2, 2, 3], batched: false })).toEqual([3, 2, 1, 2]);
  });

  it('leaves dense kernels and vectors as they are', () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    expect(toNativeWeight(data, [2, 3])).toEqual(data);
    expect(toNativeWeight(data, [6])).toEqual(data);
  });

  it('comes back from ONNX as it went', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 0, maxLength: 5 });
    fc.assert(
      fc.property(shapes, (shape) => {
        const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) => i);
        expect(fromNativeWeight(toNativeWeight(data, shape), shape)).toEqual(data);
      }),
    );
  });
});
