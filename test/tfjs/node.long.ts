// TensorFlow's own library through a real tfjs-node: CNNC_TFJS_NODE names the folder that
// `node scripts/tfjs-node.mjs FOLDER` has made.

import { describe, expect, it } from 'vitest';
import { openTfjs } from '../../runtime/tfjs/index.js';
import { onnx, train } from '../onnx/comparison.js';
import { weightsDifference } from '../onnx/weights-difference.js';
import { relativeDifference } from '../support/relative-difference.js';
import { agreement } from './agreement.js';
import { planes } from './networks.js';

const folder = process.env.CNNC_TFJS_NODE;
const title = `tfjs:node${folder === undefined ? ' (skipped: CNNC_TFJS_NODE names no folder)' : ''}`;

describe.skipIf(folder === undefined)(title, () => {
  const open = () => openTfjs('node', 'npm i', folder);

  it('predicts and trains random networks as the reference does', async () => {
    const { predictions, gradients } = await agreement(await open(), 300, 31);
    expect(predictions).toBeLessThan(1e-5);
    // Normalising a few numbers that are nearly alike magnifies rounding.
    expect(gradients).toBeLessThan(1e-4);
  });

  it('learns along the curve of onnx:cpu', async () => {
    const adam = { kind: 'adam', rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
    const ours = await train(await open(), planes(), 'cross-entropy', adam, [4, 4, 3, 4]);
    const theirs = await train(onnx, planes(), 'cross-entropy', adam, [4, 4, 3, 4]);
    const [losses, others] = [Float32Array.from(ours.losses), Float32Array.from(theirs.losses)];
    expect(relativeDifference(losses, others)).toBeLessThan(1e-5);
    expect(weightsDifference(ours.weights, theirs.weights)).toBeLessThan(1e-3);
  });
});
