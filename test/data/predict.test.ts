// Predictions see what training saw: the same scale and size, from pictures and arrays; broken files are told apart.

import { describe, expect, it } from 'vitest';
import type { Graph } from '../../compiler/graph/graph.js';
import type { InputTreatment } from '../../runtime/data/input-treatment.js';
import { treatmentIn, treatmentMetadata } from '../../runtime/data/input-treatment.js';
import { predict, type PredictOptions } from '../../runtime/predict.js';
import { referenceEngine } from '../../runtime/reference/index.js';
import { Network } from '../support/network.js';
import { temporaryFolder } from '../runtime/temporary-folder.js';
import { npyOf } from './npy-bytes.js';
import { putFile, putPicture } from './picture-files.js';

const path = temporaryFolder();

/** A network whose output is its input. */
function mirror(shape: readonly number[] = [1, 2, 1]): Graph {
  const network = new Network('Mirror');
  return network.finish(network.flatten(network.input(shape)));
}

async function seen(files: readonly string[], options: Partial<PredictOptions> = {}) {
  const predictions = await predict({
    graph: mirror(),
    weights: new Map(),
    engine: referenceEngine,
    files,
    ...options,
  });
  return predictions.map(({ input, outputs }) => [input, ...Object.values(outputs)[0]]);
}

describe('what a network is shown', () => {
  it('is scaled as the weights say', async () => {
    await putPicture(path('a.webp'), [51, 51, 51]);
    const treatment: InputTreatment = { scale: { factor: [0.5], shift: [-1] }, resize: 'stretch' };
    expect(await seen([path('a.webp')], { treatment })).toEqual([[path('a.webp'), 24.5, 24.5]]);
    const [[, plain]] = await seen([path('a.webp')]);
    expect(plain).toBeCloseTo(0.2, 6);
  });

  it('is brought to size as the weights say', async () => {
    await putPicture(path('a.png'), [255, 255, 255], 2, 2);
    const treatment: InputTreatment = { scale: { factor: [1], shift: [0] }, resize: 'fit' };
    expect(await seen([path('a.png')], { treatment, graph: mirror([1, 3, 1]) })).toEqual([
      [path('a.png'), 0, 255, 0],
    ]);
  });

  it('may be an array with a sample or many', async () => {
    const treatment: InputTreatment = { scale: { factor: [2], shift: [1] }, resize: 'stretch' };
    await putFile(path('one.npy'), npyOf('<f4', [1, 2], [0.5, -1]));
    await putFile(path('two.npy'), npyOf('|u1', [2, 1, 2, 1], [1, 2, 3, 4]));
    expect(await seen([path('one.npy'), path('two.npy')], { treatment })).toEqual([
      [path('one.npy'), 2, -1],
      [`${path('two.npy')}[0]`, 3, 5],
      [`${path('two.npy')}[1]`, 7, 9],
    ]);
    await putFile(path('bad.npy'), npyOf('|u1', [3], [1, 2, 3]));
    await expect(seen([path('bad.npy')])).rejects.toThrow(
      "has the shape 3, but the network's input is 1x2x1",
    );
  });

  it('leaves out broken files, and tells of them', async () => {
    await putPicture(path('a.png'), [255, 255, 255]);
    await putFile(path('b.png'), 'x');
    const broken: unknown[] = [];
    const files = [path('b.png'), path('a.png'), path('c.png')];
    expect(await seen(files, { onBroken: (file) => void broken.push(file) })).toEqual([
      [path('a.png'), 1, 1],
    ]);
    expect(broken).toEqual([
      {
        file: path('b.png'),
        reason: expect.stringContaining('is no PNG'),
        remedy: 'convert it to one of them',
      },
      {
        file: path('c.png'),
        reason: `the picture ${path('c.png')} does not exist`,
        remedy: 'check the path',
      },
    ]);
    await expect(seen(files)).rejects.toThrow('is no PNG');
  });

  it('has as many channels as the weights scale', async () => {
    const treatment: InputTreatment = { scale: { factor: [1, 2, 3], shift: [0, 0, 0] }, resize: 'stretch' };
    await expect(seen([], { treatment })).rejects.toThrow(
      "the weights scale 3 channels, but the network's input",
    );
  });
});

describe('the treatment in weights', () => {
  it('is what was put there', () => {
    const treatment = { scale: { factor: [0.1, 1 / 3], shift: [-1e-9, 2] }, resize: 'crop' } as const;
    expect(treatmentIn(new Map(treatmentMetadata(treatment)))).toEqual(treatment);
    expect(treatmentIn(new Map())).toEqual({ scale: { factor: [1 / 255], shift: [0] }, resize: 'stretch' });
  });

  it.each([
    ['scale', 'x'],
    ['scale', '{"factor":[1],"shift":[0,1]}'],
    ['scale', '{"factor":[null],"shift":[0]}'],
    ['scale', '[]'],
    ['resize', 'shrink'],
  ])('is refused where it is not to be understood: %s %s', (name, text) => {
    expect(() => treatmentIn(new Map([[name, text]]))).toThrow(
      `\`${name}\` is not to be understood: ${text}`,
    );
  });
});
