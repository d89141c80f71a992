// Layers on flat values, and how a map becomes one.

import fc from 'fast-check';
import { activation, body, branches, condition, name, number, seldom, statements, suffix, words, type Text } from './words.js'; // prettier-ignore

export const flattening: Text = fc.constantFrom('flatten', 'flatten', 'pool avg global; flatten', 'reshape _', 'pool max global\nflatten -> _'); // prettier-ignore

const end = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constant('-> _') },
  { weight: 1, arbitrary: name.map((word) => `as ${word}`) },
);

const simple: Text = fc.oneof(
  { weight: 3, arbitrary: words('dense', number, seldom(fc.constant('nobias')), suffix, end) },
  fc.constantFrom('dropout 0.5', 'bn', 'scale 2', 'identity', 'shuffle 1', 'relu; dense 4'),
  activation,
);

export const flatLayer: Text = fc.letrec<{ layer: string; sequence: string }>((tie) => ({
  layer: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 8, arbitrary: simple },
    words('concat', branches(tie('sequence'), fc.constant('dense 3')), suffix),
    words(
      'add',
      branches(
        tie('sequence').map((text) => `${text}\ndense 2`),
        fc.constant('dense 2 relu'),
      ),
    ),
    words('multiply', branches(fc.constant('identity'), fc.constant('dense in.channels sigmoid'))),
    words('repeat 2', body(tie('sequence'))),
    words('if', condition, body(tie('sequence')), 'else', body(tie('sequence'))),
  ),
  sequence: statements(tie('layer'), 2),
})).layer;
