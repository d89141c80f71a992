// What editors say of functions, metrics and settings holds for those that the compiler has.

import { expect, test } from 'vitest';
import { isNumberOption } from '../../../compiler/check/training/setting-option.js';
import { settings } from '../../../compiler/check/training/settings.js';
import { compile } from '../../../compiler/compile.js';
import { functions } from '../../../compiler/services/documentation/functions.js';
import { joiningWords, keywords } from '../../../compiler/services/documentation/keywords.js';
import { metrics } from '../../../compiler/services/documentation/metrics.js';
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
  expect(listed('train { qqqq 1 }', /settings are /)).toEqual([...settings.keys()].toSorted());
  const worded = [...settings.values()].filter(({ words, value }) => !value && Object.keys(words).length > 0);
  expect(worded.length).toBeGreaterThan(5);
  for (const { word, words } of worded)
    expect(listed(`train { ${word} qqqq }`, / not an? [a-z ]+: /), word).toEqual(sorted(words));
});

/** Settings of which what is said of them where they are not written can be written. */
const writable = ['loss', 'optimizer', 'schedule', 'l2', 'batch', 'epochs', 'validate', 'metrics', 'seed'];

test('what settings are where they are not written is what they are', () => {
  const lines = writable.map((word) => `${word} ${settings.get(word)?.fallback}`);
  const written = compile(`${network}train { ${lines.join('; ')} }`);
  expect(written.diagnostics).toEqual([]);
  expect(written.training).toEqual(compile(network).training);
});

const behind = { step: '0.5 every 2', exponential: '0.5', plateau: '0.5 patience 2', norm: '1', value: '1' };
const worded = [...settings.values()].flatMap(({ word, words, options = {} }) =>
  Object.entries(words).map(([kind, { options: own = {} }]) => {
    const value = Object.hasOwn(behind, kind) ? behind[kind as keyof typeof behind] : '';
    return { line: `${word} ${kind} ${value}`, options: { ...own, ...options } };
  }),
);

test.for(worded.filter(({ options }) => Object.keys(options).length > 0))(
  'what the options of `$line` are where they are not written is what they are',
  ({ line, options }) => {
    const start = line.startsWith('scale') ? 'scale 1/255' : line;
    const path = line.startsWith('data') ? ' "d"' : '';
    const said = Object.entries(options).flatMap(([name, option]) =>
      isNumberOption(option) && option.fallback !== undefined ? [`${name} ${option.fallback}`] : [],
    );
    const [plain, whole] = [`${start}${path}`, `${start}${path} ${said.join(' ')}`].map((setting) =>
      compile(`${network}train { ${setting} }`),
    );
    expect(whole.diagnostics).toEqual([]);
    expect(whole.training).toEqual(plain.training);
  },
);

test.for([...settings.values()])('the example of `$word` checks', ({ example }) => {
  const scopes = 'block Stage(maps) { residual <conv maps 3x3 same> }\n';
  const text = `input 8x8x1\n${scopes}conv 4 3x3\nStage 4; Stage 4\nflatten\ndense 6\ntrain { ${example} }\n`;
  expect(compile(text).diagnostics.map(({ message }) => message)).toEqual([]);
});

test('all reserved words are described', () => {
  const described = [...Object.keys(keywords), ...Object.keys(joiningWords)];
  // `in` stands only before a dot, where the sizes are described.
  const wanted = reservedWords.filter((word) => word !== 'in');
  expect(described.filter((word) => word !== '->').toSorted()).toEqual([...wanted].toSorted());
});
