// What editors say of functions, metrics and settings holds for those that the compiler has.

import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.js';
import { functions } from '../../../compiler/services/documentation/functions.js';
import { joiningWords, keywords } from '../../../compiler/services/documentation/keywords.js';
import { metrics } from '../../../compiler/services/documentation/metrics.js';
import { lossOptions, settings } from '../../../compiler/services/documentation/settings.js';
import { reservedWords } from '../../../grammar/tokens.js';

const network =
  'input 8x8x1\nconv 4 3x3 bn relu\nconcat <conv 2 3x3 same | identity>\nflatten\ndense 3 softmax\n';

/** The words that a message or its help lists. */
function listed(line: string, before: RegExp): string[] {
  const { diagnostics } = compile(`${network}${line}\n`);
  const texts = diagnostics.flatMap(({ message, help = '' }) => [message, help]);
  const text = texts.find((each) => before.test(each)) ?? '';
  return (text.split(before)[1] ?? '').replaceAll('`', '').split(', ').toSorted();
}

const sorted = (table: object): string[] => Object.keys(table).toSorted();

test('all functions are described, and no others', () => {
  expect(listed('param a = qqqq(1)', /there are /)).toEqual(sorted(functions));
});

test('all metrics are described, and measured as the check does', () => {
  expect(listed('expect qqqq < 1', /there are /)).toEqual(sorted(metrics));
  const { model } = compile(network);
  const budgets = Object.entries(metrics).map(
    ([name, { measure }]) => `expect ${name} == ${measure(model)}\n`,
  );
  expect(compile(network + budgets.join('')).diagnostics).toEqual([]);
});

test('all settings and their words are described', () => {
  expect(listed('train { qqqq 1 }', /settings are /)).toEqual(sorted(settings));
  const worded = Object.entries(settings).filter(([, { words }]) => Object.keys(words).length > 0);
  for (const [name, { words }] of worded)
    expect(listed(`train { ${name} qqqq }`, / not an? [a-z ]+: /), name).toEqual(sorted(words));
});

test('what settings are where they are not written is what they are', () => {
  const { loss, optimizer, batch, epochs, validate, seed } = settings;
  const { options } = optimizer.words.adam;
  const adam = Object.entries(options).map(([name, { fallback }]) => `${name} ${fallback}`);
  const lines = [
    `loss ${loss.fallback}`,
    `optimizer adam ${adam.join(' ')}`,
    `batch ${batch.fallback}`,
    `epochs ${epochs.fallback}`,
    `validate ${validate.fallback}`,
    `seed ${seed.fallback}`,
  ];
  const written = compile(`${network}train { ${lines.join('; ')} }`);
  expect(written.diagnostics).toEqual([]);
  expect(written.training).toEqual(compile(network).training);
  const sgd = Object.entries(optimizer.words.sgd.options).map(
    ([name, { fallback }]) => `${name} ${fallback}`,
  );
  const plain = compile(`${network}train { optimizer sgd }`).training.optimizer;
  expect(compile(`${network}train { optimizer sgd ${sgd.join(' ')} }`).training.optimizer).toEqual(plain);
  expect(Object.keys(lossOptions)).toEqual(['weight']);
});

test('all reserved words are described', () => {
  const described = [...Object.keys(keywords), ...Object.keys(joiningWords)];
  // `in` stands only before a dot, where the sizes are described.
  const wanted = reservedWords.filter((word) => word !== 'in');
  expect(described.filter((word) => word !== '->').toSorted()).toEqual([...wanted].toSorted());
});
