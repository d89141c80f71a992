// What each pass makes of small networks, to read: test/golden/passes/NAME.cnn and the graphs beside it.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';
import { printGraph } from '../../../compiler/graph/print.js';
import { compile } from '../../../compiler/index.js';
import { optimize } from '../../../compiler/passes/optimize/index.js';
import { printPasses } from '../../../compiler/passes/optimize/print.js';

const files = globSync('test/golden/passes/*.cnn').toSorted();

it.each(files)('%s', async (file) => {
  const { graph } = compile(readFileSync(file, 'utf8'), { file: basename(file) });
  if (graph === undefined) throw new Error(`${file} has mistakes`);
  await expect(printPasses(graph, optimize(graph))).toMatchFileSnapshot(
    `../../golden/passes/${basename(file, '.cnn')}.txt`,
  );
});

it('names every setting of an op that is not as one would expect', () => {
  const { graph } = compile(
    `
    input 16x16x4
    conv 8 3x5 stride 2 pad 0..1x2 dilation 2x1 groups 4 leaky 0.2
    conv-transpose 4 2x2 stride 2
    shuffle 2; zero-pad 1; crop 2; upsample 2 bilinear; scale 2 shift (-1); lrn 3
    pool avg 2 pad 1 include-pad; prelu; dropout 0.5; bn; flatten`,
  );
  if (graph === undefined) throw new Error('the network has mistakes');
  expect(printGraph(graph)).toMatchInlineSnapshot(`
    "input input: 16x16x4
    %0 = convolution(input, conv1/kernel, conv1/bias) 3x5 stride 2 pad 0..1x2 dilation 2x1 groups 4 : 7x8x8
    %1 = activation(%0) leaky 0.2                                                              : 7x8x8
    %2 = transposed-convolution(%1, conv-transpose1/kernel, conv-transpose1/bias) 2x2 stride 2 : 14x16x4
    %3 = shuffle-channels(%2) 2                                                                : 14x16x4
    %4 = zero-pad(%3) 1                                                                        : 16x18x4
    %5 = crop(%4) 2                                                                            : 12x14x4
    %6 = upsample(%5) 2x2 bilinear                                                             : 24x28x4
    %7 = affine(%6) 2 shift -1                                                                 : 24x28x4
    %8 = local-response-normalization(%7) 3 alpha 0.0001 beta 0.75 k 1                         : 24x28x4
    %9 = average-pool(%8) 2x2 pad 1 include-pad                                                : 13x15x4
    %10 = prelu(%9, prelu1/slope)                                                              : 13x15x4
    %11 = dropout(%10) 0.5                                                                     : 13x15x4
    %12 = batch-normalization(%11, bn1/gamma, bn1/beta, bn1/mean, bn1/variance) eps 0.001      : 13x15x4
    %13 = reshape(%12)                                                                         : 780
    output output = %13
    "
  `);
});
