// Every layer documents itself; docs/layers.md is written from that, and every example checks.

import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { documentLayers } from '../../compiler/layers/document.js';
import { layers } from '../../compiler/layers/index.js';

describe('every layer', () => {
  it.each([...layers.values()])('$word shows an example that checks', ({ word, documentation }) => {
    expect(documentation.example).toMatch(new RegExp(`\\b${word}\\b`));
    expect(compile(documentation.example).diagnostics.map(({ message }) => message)).toEqual([]);
  });
});

it('docs/layers.md says what the layers say', async () => {
  await expect(documentLayers()).toMatchFileSnapshot('../../docs/layers.md');
});
