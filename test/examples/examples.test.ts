// Every example checks; those with published counts have them.

import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { compile, summarize, type Summary } from '../../compiler/index.js';

function summaryOf(file: string): Summary {
  return summarize(compile(readFileSync(file, 'utf8'), { file }).model);
}

function outputOf(summary: Summary, name: string): readonly number[] | null | undefined {
  return summary.layers.find((layer) => layer.name === name)?.output;
}

it.each(globSync('examples/**/*.cnn').toSorted())('%s checks', (file) => {
  expect(compile(readFileSync(file, 'utf8'), { file }).diagnostics).toEqual([]);
});

describe('the MNIST networks of the notes', () => {
  it.each([
    // 24·25 + 24; 4704·256 + 256; 256·10 + 10
    ['one-pair', 1_207_674],
    // 624; 24·48·25 + 48; 2352·256 + 256; 2570
    ['two-pairs', 634_410],
    // 624; 28,848; 48·64·25 + 64; 1024·256 + 256; 2570
    ['three-pairs', 371_306],
  ])('%s has %d parameters, all trained', (name, parameters) => {
    const summary = summaryOf(`examples/notes/${name}.cnn`);
    expect(summary).toMatchObject({ parameters, trainable: parameters });
  });
});

describe('the 128x128x3 classifier of the notes', () => {
  const summary = summaryOf('examples/notes/photo-classifier.cnn');

  it('has 617,249 parameters, 616,993 without running statistics', () => {
    expect(summary).toMatchObject({ parameters: 617_249, trainable: 616_993 });
  });

  it('has 11x11x64 before the flatten', () => {
    expect(outputOf(summary, 'dropout3')).toEqual([11, 11, 64]);
    expect(outputOf(summary, 'flatten1')).toEqual([7744]);
  });
});

it('LeNet-5 has 61,706 parameters', () => {
  // 156 + 2416 + 48,120 + 10,164 + 850
  expect(summaryOf('examples/lenet-5.cnn').parameters).toBe(61_706);
});
