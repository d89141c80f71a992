// Renaming: what it changes, what it refuses and why; and of random networks that the network stays the same.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../compiler/check/remedies.js';
import { analyze, compile } from '../../../compiler/compile.js';
import { namesOf } from '../../../compiler/services/names/names-of.js';
import { prepareRename, rename, type PlacedEdit } from '../../../compiler/services/rename.js';
import { isError } from '../../../grammar/diagnostic.js';
import { Source } from '../../../grammar/source.js';
import { networkText } from '../../support/random-text.js';
import { samples } from '../../fuzz/texts.js';
import { cursorText } from '../cursor-text.js';

const parts = '# --file parts.cnn\nparam scale = 2\nblock Unit(maps, kernel = 3) { conv maps kernel same }\n';

/** The texts after the edits, by name; or why there are none. */
function renamed(marked: string, name: string): unknown {
  const { analysis, cursors } = cursorText('model.cnn', marked);
  const result = rename(analysis, cursors[0], name, []);
  return 'refusal' in result ? result.refusal : Object.fromEntries(editedTexts(result.edits));
}

function editedTexts(edits: readonly PlacedEdit[]): Map<string, string> {
  const sources = new Map(edits.map(({ source }) => [source.name, source]));
  return new Map(
    [...sources].map(([name, { text }]) => [
      name,
      applyEdits(
        text,
        edits.filter(({ source }) => source.name === name),
      ),
    ]),
  );
}

test.each([
  {
    what: 'a parameter',
    text: 'param ‸n = 2\ninput 8x8x(n)\nconv (n + 1) 3x3\n',
    after: { 'model.cnn': 'param maps = 2\ninput 8x8x(maps)\nconv (maps + 1) 3x3\n' },
  },
  {
    what: 'a value, and not a word that is written alike',
    text: 'input 8x8x3\nconv 4 3 same as stem\nadd <‸stem | identity> # stem\n',
    after: { 'model.cnn': 'input 8x8x3\nconv 4 3 same as maps\nadd <maps | identity> # stem\n' },
  },
  {
    what: "a block's parameter from where it is given",
    text: `use "parts.cnn"\ninput 8x8x3\nUnit 4 ‸kernel=1\n${parts}`,
    after: {
      'model.cnn': 'use "parts.cnn"\ninput 8x8x3\nUnit 4 size=1\n',
      'parts.cnn': 'param scale = 2\nblock Unit(maps, size = 3) { conv maps size same }\n',
    },
    name: 'size',
  },
])('$what', ({ text, after, name = 'maps' }) => {
  expect(renamed(text, name)).toEqual(after);
});

const network =
  'param n = 2\nparam m = 3\ninput 8x8x(n)\nconv ‸n 3 same relu as stem\nconv m 1\nUnit\nblock Unit(k = 1) { relu as inner; conv n k; from inner }\n';

test.each([
  ['2n', '`2n` is no name: a name starts with a letter and holds letters, digits and `_`'],
  ['', '`` is no name: a name starts with a letter and holds letters, digits and `_`'],
  ['zero-pad', '`zero-pad` is no name: a name starts with a letter and holds letters, digits and `_`'],
  ['block', '`block` is a word of the language'],
  ['conv', '`conv` is a layer'],
  ['m', '`m` cannot be its name: `m` is declared twice (model.cnn:2)'],
  ['Unit', '`Unit` cannot be its name: `Unit` is declared twice (model.cnn:1)'],
  ['conv3', '`conv3` cannot be its name: `conv3` is a name that layers get by themselves (model.cnn:1)'],
  ['inner', '`inner` cannot be its name: line 7 of model.cnn would mean something else'],
  ['k', '`k` cannot be its name: line 7 of model.cnn would mean something else'],
  ['relu', '`relu` is a layer'],
  ['nobias', '`nobias` cannot be its name: line 4 of model.cnn would mean something else'],
])('to `%s` is refused', (name, why) => {
  expect(renamed(network, name)).toContain(why);
});

test.each([
  ['nothing', 'input 8x8x1\nco‸nv 8 3x3\n', 'no name that a text declares stands here'],
  [
    'a text that cannot be read',
    'param ‸n = 2\ninput 8x8x(n\n',
    'model.cnn:2 cannot be read, and `n` may stand there too: mend it first',
  ],
])('of %s is refused', (_, text, why) => {
  const { analysis, cursors } = cursorText('model.cnn', text);
  expect(prepareRename(analysis, cursors[0])).toEqual({ refusal: why });
  expect(rename(analysis, cursors[0], 'fresh', [])).toEqual({ refusal: why });
});

test('what will be renamed is the name under the cursor', () => {
  const { analysis, cursors } = cursorText(
    'model.cnn',
    'param width = 2\ninput 8x8x1\nconv (wid‸th + 1) 3\n',
  );
  const found = prepareRename(analysis, cursors[0]);
  expect(found).toEqual({ name: 'width', span: { start: 34, end: 39 } });
});

test('a block is renamed in every file that uses it, and refused where one of them has the name', () => {
  const user = (more: string) =>
    cursorText(
      `${more || 'plain'}.cnn`,
      `use "parts.cnn"\ninput 8x8x3\n${more ? `param ${more} = 1\n` : ''}Unit 4\n${parts}`,
    );
  const { analysis, cursors } = cursorText(
    'parts.cnn',
    parts.replace(/^.*\n/, '').replace('block Unit', 'block ‸Unit'),
  );
  const [plain, other] = [user(''), user('Stage')];
  const result = rename(analysis, cursors[0], 'Part', [plain.analysis, other.analysis]);
  expect('edits' in result && [...editedTexts(result.edits)].map(([name]) => name)).toEqual([
    'parts.cnn',
    'plain.cnn',
    'Stage.cnn',
  ]);
  expect(rename(analysis, cursors[0], 'Stage', [plain.analysis, other.analysis])).toEqual({
    refusal: '`Stage` cannot be its name: `Stage` is declared twice (Stage.cnn:3)',
  });
});

const fresh = 'another_name';

/** The graph as text, with the weights' names. */
function graphOf(text: string): string {
  const { graph, diagnostics } = compile(text);
  expect(diagnostics.filter(isError)).toEqual([]);
  return JSON.stringify(graph);
}

function keepsNetwork(text: string, choice: number): boolean {
  const analysis = analyze(new Source('model.cnn', text), {});
  const [{ occurrences }] = namesOf(analysis);
  if (occurrences.length === 0) return false;
  const { span, declaration } = occurrences[choice % occurrences.length];
  const there = rename(analysis, span.start, fresh, []);
  if ('refusal' in there) expect(`${there.refusal}\n${text}`).toBe('');
  const after = applyEdits(text, 'edits' in there ? there.edits : []);
  expect(graphOf(after).replaceAll(fresh, declaration.name)).toBe(graphOf(text));
  const again = analyze(new Source('model.cnn', after), {});
  const back = rename(again, after.indexOf(fresh), declaration.name, []);
  expect(applyEdits(after, 'edits' in back ? back.edits : [])).toBe(text);
  return true;
}

test('a network stays the same but for the name, and back it is the text that it was', () => {
  fc.assert(
    // A text without names says nothing: another is made in its place.
    fc.property(networkText({ smooth: false }), fc.nat(), (text, choice) => {
      fc.pre(keepsNetwork(text, choice));
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 12) },
  );
});

test('so do the golden texts and examples', () => {
  const some = samples.filter((_, i) => i % 4 === 0);
  const tried = some.filter((text, i) => compile(text).graph !== undefined && keepsNetwork(text, i * 7));
  expect(tried.length).toBeGreaterThan(5);
});
