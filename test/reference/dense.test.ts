// Dense layers and biases computed by hand.

import { describe, it } from 'vitest';
import {
  biasGradient,
  dense,
  denseInputGradient,
  denseKernelGradient,
} from '../../runtime/reference/dense.js';
import { arrayOf, expectArray } from './arrays.js';

describe('dense', () => {
  const x = arrayOf([2, 2], [1, 2, 3, 4]);
  const kernel = arrayOf([2, 3], [1, 10, 100, 2, 20, 200]);
  const dy = arrayOf([2, 3], [1, 0, 2, 0, 1, 0]);

  it('is x · kernel + bias', () => {
    // sample 0: 1·1 + 2·2 = 5, tenfold 50, hundredfold 500; sample 1: 3 + 8 = 11, 110, 1100
    expectArray(dense(x, kernel, undefined), [2, 3], [5, 50, 500, 11, 110, 1100]);
    expectArray(dense(x, kernel, arrayOf([3], [1, 2, 3])), [2, 3], [6, 52, 503, 12, 112, 1103]);
  });

  it('has the kernel gradient xᵀ · dy', () => {
    // input 0: 1·(1, 0, 2) + 3·(0, 1, 0); input 1: 2·(1, 0, 2) + 4·(0, 1, 0)
    expectArray(denseKernelGradient(x, dy), [2, 3], [1, 3, 2, 2, 4, 4]);
  });

  it('has the input gradient dy · kernelᵀ', () => {
    // sample 0: 1·1 + 2·100 = 201, 1·2 + 2·200 = 402; sample 1: 10, 20
    expectArray(denseInputGradient(dy, kernel), [2, 2], [201, 402, 10, 20]);
  });
});

describe('bias-gradient', () => {
  it('sums over the batch and every axis but the last', () => {
    const dy = arrayOf([2, 2, 2], [1, 10, 2, 20, 3, 30, 4, 40]);
    expectArray(biasGradient(dy), [2], [10, 100]);
  });
});
