// Networks whose numbers are worked out by hand in their comments: the `.summary` beside each is
// what `cnnc summary` prints.

import { describe, expect, it } from 'vitest';
import { verify } from '../../compiler/graph/verify.js';
import type { Graph } from '../../compiler/graph/graph.js';
import { renderSummary } from '../../compiler/index.js';
import { compileGolden, goldenTexts } from './golden-text.js';

describe.each(goldenTexts('models'))('$name', (golden) => {
  const { diagnostics, graph, model } = compileGolden(golden);

  it('checks', () => {
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
  });

  it('has the summary beside it', async () => {
    await expect(renderSummary(model)).toMatchFileSnapshot(`../golden/models/${golden.name}.summary`);
  });

  it('lowers to a graph that holds together', () => {
    expect(() => verify(graph as Graph)).not.toThrow();
  });
});
