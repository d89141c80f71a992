// The modules of a few networks, as they stand in test/golden/emit: read them before updating them.
// Their types are checked with those of all other modules, in test/agreement/types.long.ts.

import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import { networks } from './networks.js';

const folder = join(import.meta.dirname, '..', 'golden', 'emit');

const texts = await Promise.all(
  Object.entries(networks).map(async ([name, network]) => {
    const file = `${name}.ts`;
    return [file, await emitTypeScript(network(), { sourceName: `${name}.cnn` })] as const;
  }),
);

describe('golden modules', () => {
  it.each(texts)('%s', async (file, text) => {
    await expect(text).toMatchFileSnapshot(join(folder, file));
  });

  it('are the modules of these networks and no others', async () => {
    expect((await readdir(folder)).sort()).toEqual(texts.map(([file]) => file).sort());
  });
});
