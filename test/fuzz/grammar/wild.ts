// Layers in which anything stands that the grammar takes, whether or not it fits: windows of any size on
// maps of any, names that may not be there, options twice, claims that hardly ever hold.

import fc from 'fast-check';
import { body, branches, statements, words, type Text } from './words.js';

const number = fc.constantFrom('1', '2', '3', '4', 'n', '(n + 1)', '2*n', 'in.channels', 'pick(n - 1, 2, 4)', '(n > 1) + 1', 'max(2, n)', '0', '0.5', '(-1)', 'in.height', '1e9', '(1 / 0)', 'pick(5, 1)', 'maxx(1)', 'm', 'in.depth'); // prettier-ignore
const kernel = fc.constantFrom('1x1', '3x3', '3', '5x3', '(n)x(n)', '7x7', '0x3', '9', '3x3x3', '_', '2..3', '99x1', '1.5', ''); // prettier-ignore
const option = fc.constantFrom(
  'same', 'valid', 'stride 2', 'stride 2x1', 'pad 1', 'pad 0..1', 'pad 1x0', 'dilation 2', 'groups 2', 'nobias', 'stride 0', 'pad auto', 'pad 9', 'same same',
  'stride=2', 'pad same=1', 'strid 2', 'kernel=3', 'groups 3', 'init he', 'bais', '"a"', 'output-pad 1', 'stride 5', 'dilation 9', 'max', '64', 'multiplier 2', 'ceil', 'global',
); // prettier-ignore
const ending = fc.constantFrom('', '', 'relu', 'bn', 'bn relu', 'leaky 0.1', 'bn(eps 1e-5) tanh', 'softmax', 'prelu', 'relu relu', 'bn bn', 'rleu', 'bn(eps)', 'leaky (-n)', 'bn(foo 1)', 'act=relu'); // prettier-ignore
const claim = fc.constantFrom('', '', '', '', '', '', '-> _x_', '-> _x_x_', '-> 8x8x4', 'as stem', '-> 4', '-> 6x6', '-> 0x1', '-> (n)x(n)', 'as Unit', 'as conv -> 3', '-> 3 -> 4', 'as v1 as v2'); // prettier-ignore
const condition = fc.constantFrom('n > 1', 'in.channels == 4', 'not n', 'in.height > 4', '0 or m', '1', 'n == stem', '(1 / 0) > n'); // prettier-ignore

const window = fc.constantFrom(
  'conv',
  'conv',
  'conv',
  'conv-transpose',
  'separable',
  'covn',
  'Conv',
  'conv2d',
);

const single: Text = fc.oneof(
  { weight: 4, arbitrary: words(window, number, kernel, option, ending, claim) },
  words('depthwise', kernel, option, ending, claim),
  words(fc.constantFrom('pool max', 'pool avg', 'pool', 'pool min'), kernel, fc.constantFrom('', 'same', 'stride 1', 'ceil', 'stride 3 pad 2', 'global', 'include-pad'), claim),
  words(fc.constantFrom('dense', 'dropout', 'lrn', 'shuffle', 'scale', 'upsample', 'crop', 'zero-pad', 'leaky', 'elu'), number, option, claim),
  words(fc.constantFrom('reshape', 'upsample', 'crop', 'zero-pad', 'lrn', 'input', 'input more'), kernel, claim),
  fc.constantFrom('bn', 'relu', 'flatten', 'dropout 0.5', 'pool avg global', 'dense 10', 'identity', 'from stem', 'from nowhere', '-> 4x4', '-> 8x8x4', 'crop auto', 'reshape 4x4x4', 'reshape _x_', 'relu 3', 'stem', 'Nothing 3', 'residual', 'concat', 'relu; relu', 'softmax; softmax'),
  fc.constantFrom('Unit', 'Unit n', 'Unit 4 1x3', 'Unit kernel=1 act=gelu', 'Unit 3 act=(n)', 'Unit 0', 'Unit 1 2 3 4 5', 'Unit foo=1', 'Unit stem', 'Deep 2', 'Deep n as deep', 'Joined stem', 'Joined', 'Unit step=9', 'Bare 1', 'Used 0', 'Deep 9', 'unit 3', 'Used kernel=9', 'Broken'),
  fc.constantFrom('output stem', 'param n = 3', 'param m = n + q', 'model Other', 'expect parameters < 10; relu', 'expect parmeters < 10; relu', 'train { epoch 2 }', 'train { loss cross-entropy; batch 0 }', 'train { loss mask mse; augment 3 }', 'use "none.cnn"', 'use "broken.cnn"', 'use "parts.cnn"', 'block Unit { relu }', 'block Twice(a, a) { Twice }', 'train { optimizer adam lr 0 momentum 1 }'),
); // prettier-ignore

export const wildLayer: Text = fc.letrec<{ layer: string; sequence: string }>((tie) => ({
  layer: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 14, arbitrary: single },
    words(fc.constantFrom('repeat 2', 'repeat n as i', 'repeat 0', 'repeat in.channels // 2', 'repeat (n - 3)', 'repeat 1.5', 'repeat 3 as n'), body(tie('sequence'))),
    words('if', condition, body(tie('sequence')), 'else if', condition, body(tie('sequence'))),
    words(fc.constantFrom('concat', 'add', 'inception', 'residual', 'multiply', 'residual identity', 'relu', 'Unit'), branches(tie('sequence'), tie('sequence')), ending, claim),
    words(fc.constantFrom('residual', 'add', 'concat', 'residual'), branches(tie('sequence')), ending, claim),
    fc.constantFrom('inception <n, 2 3, 1 2, 4>', 'inception <n, 2>', 'concat <1, 2 3>', 'concat <relu | >', 'add < | stem>', 'concat <stem; relu | stem>', 'inception <0, 1 1, 1 1, m>'),
  ),
  sequence: statements(tie('layer'), 2),
})).layer; // prettier-ignore
