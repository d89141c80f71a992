// Training on the engine that commands use: what the loop promises holds to the bit there.

import { describe, expect, it } from 'vitest';
import { onnxEngine } from '../../runtime/onnx/index.js';
import { evaluate } from '../../runtime/evaluate.js';
import { train, type Progress } from '../../runtime/train.js';
import { temporaryFolder } from './temporary-folder.js';
import { stripes, tinyNetwork, tinyTraining } from './tiny-networks.js';

const path = temporaryFolder();
const graph = tinyNetwork({ dropout: 0.3 });
const data = stripes(60);

function options(runFolder: string) {
  const training = tinyTraining({ epochs: 4, validate: 0.2 });
  return { graph, data, training, engine: onnxEngine({ threads: 1 }), source: 'model Tiny\n', runFolder };
}

function stopAfter(steps: number) {
  const controller = new AbortController();
  let seen = 0;
  const onProgress = ({ kind }: Progress): void => {
    if (kind === 'step' && ++seen === steps) controller.abort();
  };
  return { signal: controller.signal, onProgress };
}

describe('training on onnx:cpu', () => {
  it('learns', async () => {
    const training = tinyTraining({ epochs: 15 });
    const { weights } = await train({ ...options(path('run')), training });
    const { engine } = options('');
    const result = await evaluate({ graph, weights, engine, data: stripes(30, 3, 8), loss: 'cross-entropy' });
    expect(result.metrics.accuracy).toBeGreaterThan(0.9);
  });

  it.each([2, 6, 11, 17])('interrupted after step %d and resumed, ends with the same bits', async (steps) => {
    const whole = await train(options(path('whole')));
    const first = await train({ ...options(path('parts')), ...stopAfter(steps) });
    expect(first.interrupted).toBe(true);
    const rest = await train({ ...options(path('parts')), resume: path('parts') });
    expect(rest.interrupted).toBe(false);
    expect(rest.weights).toEqual(whole.weights);
    const validation = (epochs: typeof rest.epochs) => epochs.map(({ validationLoss }) => validationLoss);
    expect(validation(rest.epochs)).toEqual(validation(whole.epochs));
  });
});
