// Predictions and gradients of random networks against the reference.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Loss } from '../../compiler/graph/graph.js';
import { onnxEngineInThread } from '../../runtime/onnx/index.js';
import { forwardDifference, gradientDifference } from './comparison.js';
import { randomNetwork } from './random-network.js';

// The seed is fixed: that two nearly equal maxima or a kink fall on different sides in float32 and
// float64 is rare, but no mistake.
const runs = { seed: 20, numRuns: 150 };

describe('random networks', () => {
  it('predict as the reference does', async () => {
    const predicts = fc.asyncProperty(
      randomNetwork,
      fc.integer({ min: 1, max: 1000 }),
      async (graph, seed) => {
        expect(await forwardDifference(graph, seed, 3)).toBeLessThan(1e-5);
      },
    );
    await fc.assert(predicts, runs);
  });

  it.each(['auto', 'portable'] as const)(
    'have the gradients of the reference in the form %s',
    async (form) => {
      const engine = onnxEngineInThread({ threads: 1, form });
      const losses = fc.constantFrom<Loss[]>('cross-entropy', 'binary-cross-entropy', 'mse', 'mae');
      const trains = fc.asyncProperty(
        randomNetwork,
        losses,
        fc.integer({ min: 1, max: 1000 }),
        async (graph, loss, seed) => {
          // Normalising a few numbers that are nearly alike magnifies rounding.
          expect(await gradientDifference(graph, loss, 4, seed, engine)).toBeLessThan(3e-5);
        },
      );
      await fc.assert(trains, { ...runs, numRuns: 75 });
    },
  );
});
