// When a training goes wrong halfway: what was saved stays whole, the session is let go, and the
// message says what to do.

import { open, readdir, readFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Engine, StepResult } from '../../runtime/engine.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import { train, type TrainOptions } from '../../runtime/train.js';
import { loadWeights } from '../../runtime/weights.js';
import { temporaryFolder } from './temporary-folder.js';
import { stripes, tinyNetwork, tinyTraining } from './tiny-networks.js';

const path = temporaryFolder();
afterEach(() => vi.restoreAllMocks());

const graph = tinyNetwork();

function options(changes: Partial<TrainOptions> = {}): TrainOptions {
  return {
    graph,
    training: tinyTraining(),
    engine: referenceEngine,
    data: stripes(32),
    source: 'model Tiny\n',
    runFolder: path('run'),
    ...changes,
  };
}

/** The reference engine with another result at one step; tells how many sessions are open. */
class AlteredEngine implements Engine {
  readonly name = 'altered';
  open = 0;
  private readonly at: number;
  private readonly alter: (result: StepResult) => StepResult;

  constructor(at: number, alter: (result: StepResult) => StepResult) {
    this.at = at;
    this.alter = alter;
  }

  infer = referenceEngine.infer.bind(referenceEngine);

  train: Engine['train'] = async (step, start) => {
    const session = await referenceEngine.train(step, start);
    this.open++;
    return {
      step: async (input) => {
        const result = await session.step(input);
        return input.step === this.at ? this.alter(result) : result;
      },
      weights: () => session.weights(),
      optimizerState: () => session.optimizerState(),
      dispose: () => {
        this.open--;
        return session.dispose();
      },
    };
  };
}

describe('a loss that is not finite in a later epoch', () => {
  it('keeps the weights of the epoch before', async () => {
    const engine = new AlteredEngine(6, (result) => ({ ...result, loss: NaN }));
    await expect(train(options({ engine }))).rejects.toMatchObject({
      name: 'TrainingError',
      message: `the loss became NaN in epoch 2, step 3 of 4; ${path('run')} keeps the weights before`,
    });
    expect(engine.open).toBe(0);
    const { metadata } = await loadWeights(path('run/last.safetensors'), graph);
    expect(metadata.get('step')).toBe('4');
    expect((await readFile(path('run/metrics.jsonl'), 'utf8')).trimEnd().split('\n').length).toBe(1);
  });
});

describe('an engine that fails', () => {
  it('is let go of, and its error passed on', async () => {
    const engine = new AlteredEngine(2, () => {
      throw new Error('the device is gone');
    });
    await expect(train(options({ engine }))).rejects.toThrow('the device is gone');
    expect(engine.open).toBe(0);
  });
});

describe('a disk that fills up', () => {
  it('ends the training with what to do, and leaves the earlier epoch whole', async () => {
    const handle = await open(path(), 'r');
    await handle.close();
    const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    const onProgress: TrainOptions['onProgress'] = (progress) => {
      if (progress.kind !== 'epoch' || progress.metrics.epoch !== 1) return;
      vi.spyOn(Object.getPrototypeOf(handle) as typeof handle, 'writeFile').mockRejectedValue(full);
    };
    await expect(train(options({ onProgress }))).rejects.toMatchObject({
      name: 'WriteError',
      message: `cannot write ${path('run/last.safetensors')}: the disk is full`,
      remedy: 'free some space, or write to another disk',
    });
    vi.restoreAllMocks();
    const files = await readdir(path('run'));
    expect(files).toContain('last.safetensors');
    expect(files.filter((file) => /tmp|lock/.test(file))).toEqual([]);
    await loadWeights(path('run/weights.safetensors'), graph);
    const rest = await train(options({ resume: path('run') }));
    expect(rest.epochs).toHaveLength(3);
  });
});
