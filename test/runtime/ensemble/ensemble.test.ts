// Averages by hand, and members behind one engine: probabilities are averaged, each member sees its own scale.

import { describe, expect, it } from 'vitest';
import { ensembleEngine } from '../../../runtime/ensemble/ensemble-engine.js';
import { averageOf } from '../../../runtime/ensemble/average.js';
import { evaluate } from '../../../runtime/evaluate.js';
import { initializeWeights } from '../../../runtime/initialize-weights.js';
import { referenceEngine } from '../../../runtime/reference/index.js';
import type { Tensor } from '../../../runtime/tensor.js';
import { stripes, tinyNetwork } from '../tiny-networks.js';

function row(...numbers: number[]): Tensor {
  return { shape: [1, numbers.length], data: Float32Array.from(numbers) };
}

function expectRow({ data }: Tensor, ...expected: number[]): void {
  expected.forEach((value, unit) => expect(data[unit]).toBeCloseTo(value, 5));
}

describe('the average', () => {
  it('of outputs is their mean', () => {
    expectRow(averageOf([row(0.1, 0.9), row(0.5, 0.5)]), 0.3, 0.7);
  });

  it('of scores under a softmax has the mean of the probabilities', () => {
    const scores = [row(Math.log(1), Math.log(3)), row(Math.log(1), Math.log(1))];
    // (1/4 + 1/2) / 2 and (3/4 + 1/2) / 2
    expectRow(averageOf(scores, 'cross-entropy'), Math.log(0.375), Math.log(0.625));
  });

  it('of scores under a sigmoid has the mean of the probabilities', () => {
    // 3/4 and 1/2 are 5/8: log(5/3)
    expectRow(averageOf([row(Math.log(3)), row(0)], 'binary-cross-entropy'), Math.log(5 / 3));
  });

  it('of numbers is their mean', () => {
    expectRow(averageOf([row(2), row(5)], 'mse'), 3.5);
  });

  it('stays finite where every network is certain', () => {
    const { data } = averageOf([row(1e4, -1e4), row(1e4, -1e4)], 'cross-entropy');
    expect([...data].every(Number.isFinite)).toBe(true);
    expect(averageOf([row(1e4)], 'binary-cross-entropy').data[0]).toBeGreaterThan(700);
  });
});

describe('an ensemble', () => {
  const graph = tinyNetwork();
  const [first, second] = [initializeWeights(graph, 1), initializeWeights(graph, 2)];
  const unit = { factor: [1 / 255], shift: [0] };
  const image = (): Map<string, Tensor> => {
    return new Map([
      ['input', { shape: [1, 4, 4, 1], data: Float32Array.from({ length: 16 }, (_, i) => i / 16) }],
    ]);
  };

  async function predicted(engine: typeof referenceEngine, weights = first): Promise<Tensor> {
    const session = await engine.infer(graph, weights);
    return (await session.predict(image())).get('output') as Tensor;
  }

  it('says the mean of what its members say', async () => {
    const members = [
      { weights: first, scale: unit },
      { weights: second, scale: unit },
    ] as const;
    const engine = ensembleEngine({
      engine: referenceEngine,
      members: [...members],
      graph,
      loss: 'cross-entropy',
    });
    const alone = [await predicted(referenceEngine), await predicted(referenceEngine, second)];
    expectRow(await predicted(engine), ...alone[0].data.map((value, i) => (value + alone[1].data[i]) / 2));
  });

  it('of one network twice is that network, also in its loss', async () => {
    const twin = { weights: first, scale: unit };
    const engine = ensembleEngine({
      engine: referenceEngine,
      members: [twin, twin],
      graph,
      loss: 'cross-entropy',
    });
    const of = async (computing: typeof referenceEngine) =>
      evaluate({ graph, weights: first, engine: computing, data: stripes(9), loss: 'cross-entropy' });
    const [together, alone] = [await of(engine), await of(referenceEngine)];
    expect(together.loss).toBeCloseTo(alone.loss, 5);
    expect(together.metrics).toEqual(alone.metrics);
  });

  it('shows each member the input as it was trained to see it', async () => {
    const halved = { factor: [1 / 510], shift: [0.25] };
    const members = [
      { weights: first, scale: halved },
      { weights: first, scale: unit },
    ] as const;
    const engine = ensembleEngine({
      engine: referenceEngine,
      members: [...members],
      graph,
      loss: 'cross-entropy',
    });
    const session = await engine.infer(graph, first);
    const halfway = new Map([['input', { ...(image().get('input') as Tensor) }]]);
    const shown = (halfway.get('input') as Tensor).data.map((value) => value / 2 + 0.25);
    const asFirst = new Map([['input', { shape: [1, 4, 4, 1], data: shown }]]);
    const mean = (await session.predict(asFirst)).get('output') as Tensor;
    const other = await referenceEngine.infer(graph, first);
    const ofFirst = (
      await other.predict(new Map([['input', { shape: [1, 4, 4, 1], data: shown.slice() }]]))
    ).get('output') as Tensor;
    const ofSecond = await predicted(referenceEngine);
    expectRow(mean, ...ofFirst.data.map((value, i) => (value + ofSecond.data[i]) / 2));
  });

  it('is not trained as one', async () => {
    const engine = ensembleEngine({
      engine: referenceEngine,
      members: [{ weights: first, scale: unit }],
      graph,
      loss: 'cross-entropy',
    });
    await expect(engine.train({} as never, {} as never)).rejects.toThrow('trained member by member');
  });
});
