// Lints over networks that they were not written for: the published ones, in all their sizes, of which
// nothing is to be said, and random ones, of which nothing wrong may be said.

import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { readUsedFile } from '../../cli/read-used-file.js';
import { applyEdits } from '../../compiler/check/remedies.js';
import { compile, isError, type LintSettings } from '../../compiler/index.js';
import { networkText } from '../support/random-text.js';
import { mutated } from '../fuzz/texts.js';

function told(file: string, set: Readonly<Record<string, number>>, lints: LintSettings): string[] {
  const text = readFileSync(file, 'utf8');
  const { diagnostics } = compile(text, { file, set, readFile: readUsedFile, lints });
  return diagnostics.map(({ code, source, span }) => `${code} ${source.slice(span).split(/ *->/)[0]}`);
}

describe('published networks', () => {
  it.each(globSync('examples/**/*.cnn').toSorted())('%s: no warning', (file) => {
    expect(told(file, {}, {})).toEqual([]);
  });

  it.each([
    ['resnet', { depth: 18 }],
    ['resnet', { depth: 152 }],
    ['vgg', { depth: 11 }],
    ['vgg', { depth: 19 }],
    ['m5', { depth: 18 }],
    ['squeezenet', { version: 1.1 }],
    ['densenet', { depth: 201 }],
  ] as const)('%s with %o: nothing at all', (name, set) => {
    expect(told(`examples/zoo/${name}.cnn`, set, { show: 'all' })).toEqual([]);
  });

  it('what is information in them', () => {
    const all = globSync('examples/**/*.cnn')
      .toSorted()
      .map((file) => [file, told(file, {}, { show: 'all' })] as const);
    expect(Object.fromEntries(all.filter(([, lines]) => lines.length > 0))).toEqual({
      'examples/emoji/emoji.cnn': ['CNN601 pool max 2'],
      'examples/mnist/best.cnn': ['CNN609 dropout 40%', 'CNN609 dropout 40%'],
      'examples/notes/photo-classifier.cnn': ['CNN601 pool max 2'],
      'examples/notes/three-pairs.cnn': ['CNN604 conv 64 5x5 same relu'],
      'examples/zoo/inception-v3.cnn': [
        'CNN604 conv maps kernel stride step pad padding nobias bn(noscale) relu',
      ],
    });
  });
});

describe('random networks', () => {
  it('are told nothing wrong, and are better by each remedy', () => {
    fc.assert(fc.property(networkText({ smooth: false }), expectSound), { numRuns: 150 });
  });

  it('broken texts are told of their errors alone', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { diagnostics } = compile(text, { lints: { show: 'all' } });
        const without = compile(text).diagnostics;
        if (without.length > 0) expect(diagnostics).toEqual(without);
        for (const { span, source } of diagnostics) expect(span.end).toBeLessThanOrEqual(source.text.length);
      }),
      { numRuns: 300 },
    );
  });
});

function expectSound(text: string): void {
  const { diagnostics, model } = compile(text, { lints: { show: 'all' } });
  expect(diagnostics.filter(isError)).toEqual([]);
  for (const { fixes, code } of diagnostics)
    for (const { edits, safe, title } of fixes) {
      const mended = compile(applyEdits(text, edits), { lints: { show: 'all' } });
      expect(mended.diagnostics.filter(isError), `${code}: ${title}`).toEqual([]);
      expect(mended.diagnostics.length, `${code}: ${title}`).toBeLessThan(diagnostics.length);
      if (safe) expect(mended.model.outputs).toEqual(model.outputs);
    }
}
