// The modules for predictions of a few networks, as they stand in test/golden/emit-inference: read them
// before updating them. Their types are checked in every-op.long.ts.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitTypeScriptInference } from '../../../compiler/emit/typescript-inference/index.js';
import { compile } from '../../../compiler/index.js';
import { optimize } from '../../../compiler/passes/optimize/index.js';
import { networks } from '../networks.js';

const folder = join(import.meta.dirname, '..', '..', 'golden', 'emit-inference');

async function graphIn(file: string) {
  const { graph } = compile(await readFile(file, 'utf8'), { file });
  if (graph === undefined) throw new Error(`${file} has mistakes`);
  return graph;
}

const graphs = {
  mnist: await graphIn('examples/mnist/mnist.cnn'),
  'mobilenet-v2': await graphIn('examples/zoo/mobilenet-v2.cnn'),
  branches: networks.branches(),
  'every-layer': networks['every-layer'](),
  volume: networks.volume(),
};

const texts = await Promise.all(
  Object.entries(graphs).map(async ([name, graph]) => {
    const options = { sourceName: `${name}.cnn`, ...(name === 'branches' && { embedded: 'AAAA' }) };
    return [`${name}.ts`, await emitTypeScriptInference(optimize(graph).graph, options)] as const;
  }),
);

describe('golden modules for predictions', () => {
  it.each(texts)('%s', async (file, text) => {
    await expect(text).toMatchFileSnapshot(join(folder, file));
  });

  it('are the modules of these networks and no others', async () => {
    expect((await readdir(folder)).sort()).toEqual(texts.map(([file]) => file).sort());
  });

  it('are the same whenever they are made', async () => {
    const again = await emitTypeScriptInference(optimize(graphs.branches).graph, {
      sourceName: 'branches.cnn',
      embedded: 'AAAA',
    });
    expect(again).toBe(texts.find(([file]) => file === 'branches.ts')?.[1]);
  });
});
