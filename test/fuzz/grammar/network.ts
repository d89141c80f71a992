// Networks made by the grammar. They read without mistakes of form; the sound ones have layers that fit
// where they stand and names that are declared before they are read, the others also some that may not.

import fc from 'fast-check';
import { flatLayer, flattening } from './flat.js';
import { blocks, budgets, calledIn, head, params, train, trainFor } from './items.js';
import { mapLayers, type Axes } from './layers.js';
import { seldom, statements, suffix, words, type Text } from './words.js';
import { wildLayer } from './wild.js';

const inputs = {
  1: ['input 16x2', 'input wave 9x3', 'input (8*n)x(n)', 'input 24x1 -> 24x1'],
  2: ['input 8x8x4', 'input 9x7x1', 'input (4*n)x8x(n)', 'input picture 12x12x3', 'input 6x6x2 as stem'],
  3: ['input 4x6x6x1', 'input scan 3x4x4x2', 'input 4x(n)x4x2'],
} as const;

/** Of one network, in the order of its text. */
interface Parts {
  readonly start: string;
  readonly layers: string;
  /** Budgets and training, which may stand anywhere. */
  readonly end: string;
}

const ofAxes = { 1: mapLayers(1), 2: mapLayers(2), 3: mapLayers(3) };

/** Maps, then flat values; with one output. */
function chain(axes: Axes, extra: Text): fc.Arbitrary<Parts> {
  const { keeping, changing } = ofAxes[axes];
  const layer = fc.oneof(
    { weight: 6, arbitrary: keeping },
    { weight: 2, arbitrary: changing },
    { weight: 3, arbitrary: extra },
  );
  const last = fc.constantFrom('', 'softmax', 'sigmoid');
  return fc
    .tuple(fc.constantFrom(...inputs[axes]), statements(layer, 2), flattening, statements(flatLayer, 2), last)
    .chain(([start, maps, flat, units, end]) =>
      fc.tuple(seldom(trainFor(end), 2), budgets).map(([training, budget]) => ({
        start,
        layers: [maps, flat, units, `dense 5 ${end}`].join('\n'),
        end: [budget, training].join('\n'),
      })),
    );
}

/** Maps to the end, with any of the settings of training. */
function maps(axes: Axes, extra: Text): fc.Arbitrary<Parts> {
  const { keeping, changing } = ofAxes[axes];
  const layer = fc.oneof(
    { weight: 6, arbitrary: keeping },
    { weight: 2, arbitrary: changing },
    { weight: 3, arbitrary: extra },
  );
  return fc
    .tuple(fc.constantFrom(...inputs[axes]), statements(layer, 2), budgets, seldom(train, 2))
    .map(([start, layers, budget, training]) => ({ start, layers, end: [budget, training].join('\n') }));
}

/** Two inputs that meet, and two outputs. */
function several(axes: Axes): fc.Arbitrary<Parts> {
  const { keepingSequence, changing } = ofAxes[axes];
  const [size] = inputs[axes][0].split(' ').slice(1);
  return fc
    .tuple(
      keepingSequence,
      keepingSequence,
      keepingSequence,
      changing,
      suffix,
      fc.constantFrom('mse weight 0.5', 'mae'),
      seldom(train, 2),
    )
    .map(([left, right, both, head, act, loss, training]) => ({
      start: `input left ${size}`,
      layers: [
        left,
        `conv 2 1 ${act} as seen`,
        `input right ${size}`,
        right,
        'concat <seen | identity> as both',
        both,
        'pool avg global; dense 3 softmax as kind',
        `from both\n${head}\nrelu as mask`,
        'output kind, mask',
      ].join('\n'),
      end: training === '' ? `train {\n  loss kind cross-entropy\n  loss mask ${loss}\n}` : training,
    }));
}

/** Flat values throughout, or from flat values to maps. */
function flat(extra: Text): fc.Arbitrary<Parts> {
  const { keepingSequence } = ofAxes[2];
  const unfolded = fc.constantFrom('dense 32 relu\nreshape 4x4x2', 'dense 16; reshape _x2x2 -> 4x2x2');
  const layer = fc.oneof({ weight: 6, arbitrary: flatLayer }, { weight: 3, arbitrary: extra });
  return fc
    .tuple(
      fc.constantFrom('input 16', 'input (8*n)', 'input numbers 7'),
      statements(layer, 2),
      seldom(words(unfolded, '\n', keepingSequence), 2),
      budgets,
      seldom(train, 2),
    )
    .map(([start, layers, rest, budget, training]) => ({
      start,
      layers: `${layers}\n${rest}`,
      end: [budget, training].join('\n'),
    }));
}

function networks(extra: Text): fc.Arbitrary<Parts> {
  return fc.oneof(
    { weight: 4, arbitrary: chain(2, extra) },
    chain(1, extra),
    chain(3, extra),
    { weight: 3, arbitrary: maps(2, extra) },
    maps(1, extra),
    maps(3, extra),
    several(2),
    several(1),
    flat(extra),
  );
}

/** `use` leads to the files of `files.ts`. */
function texts(extra: Text): Text {
  return fc
    .tuple(head, params, blocks, networks(extra), fc.nat(15))
    .map(([model, given, declared, { start, layers, end }, draw]) => {
      const network = [start, layers, end].filter((part) => part.trim() !== '').join('\n');
      const called = calledIn(network, declared, draw);
      const parts = draw > 7 ? [model, given, ...called, network] : [model, given, network, ...called];
      return `${parts.filter((part) => part !== '').join('\n')}\n`;
    });
}

const none = fc.constantFrom('relu', 'identity', 'bn');

/** Most of them check. */
export const sound: Text = texts(none);

/** Often with mistakes of shapes, names or arguments; never of form. */
export const wild: Text = texts(wildLayer);

export const grammatical: Text = fc.oneof({ weight: 1, arbitrary: sound }, { weight: 2, arbitrary: wild });
