// Counts worked out by hand, and the table as a reader sees it.

import { describe, expect, it } from 'vitest';
import { Source } from '../../grammar/source.js';
import { renderSummary } from '../../compiler/summary/render.js';
import { summarize } from '../../compiler/summary/summarize.js';
import { grouped, inBytes, inUnits } from '../../compiler/summary/units.js';
import { brokenModel, layer, modelOf, smallModel } from './stub-model.js';

describe('summarize', () => {
  it('counts every weight once, running statistics in parameters but not in trainable', () => {
    const summary = summarize(smallModel());
    const convolution = 3 * 3 * 3 * 4 + 4 + 16;
    const branches = (4 * 2 + 2) * 2 + (3 * 3 * 2 * 6 + 6);
    expect(summary.parameters).toBe(convolution + branches);
    expect(summary.trainable).toBe(convolution + branches - 8);
    expect(summary.layers.reduce((sum, row) => sum + row.parameters, 0)).toBe(summary.parameters);
  });

  it('doubles the multiply-accumulates into FLOPs and sums the outputs into bytes', () => {
    const summary = summarize(smallModel());
    expect(summary.macs).toBe(64 * (108 + 8 + 8 + 108));
    expect(summary.flops).toBe(2 * summary.macs);
    expect(summary.activationBytes).toBe(4 * 64 * (3 + 4 + 8 + 2 + 2 + 6));
  });

  it('flattens branches behind their layer, with stable names and lines', () => {
    expect(summarize(smallModel()).layers.map((row) => [row.name, row.line])).toEqual([
      ['input', 1],
      ['conv1', 2],
      ['inception1', 3],
      ['inception1.conv1', 3],
      ['inception1.conv2', 3],
      ['inception1.conv3', 3],
    ]);
  });

  it('ends with the first layer whose output is unknown', () => {
    const summary = summarize(brokenModel());
    expect(summary.layers.at(-1)).toMatchObject({ name: 'dense1', output: null });
    expect(summary.parameters).toBe(summarize(smallModel()).parameters);
  });

  it('has the documented fields and no others', () => {
    const summary = summarize(smallModel());
    expect(Object.keys(summary).sort()).toEqual([
      'activationBytes',
      'flops',
      'inputs',
      'layers',
      'macs',
      'model',
      'outputs',
      'parameters',
      'trainable',
      'version',
    ]);
    expect(Object.keys(summary.layers[0]).sort()).toEqual([
      'kind',
      'line',
      'macs',
      'name',
      'output',
      'parameters',
      'receptiveField',
    ]);
  });
});

describe('renderSummary', () => {
  it('draws the table', async () => {
    await expect(renderSummary(smallModel())).toMatchFileSnapshot('../golden/cli/small.summary');
  });

  it('marks what a mistake left unknown', async () => {
    await expect(renderSummary(brokenModel())).toMatchFileSnapshot('../golden/cli/broken.summary');
  });

  it('says that an empty model is empty', () => {
    expect(renderSummary(modelOf(new Source('a.cnn', ''), []))).toBe('Stub has no layers yet.\n');
  });

  it.each([40, 60, 80, 100, 200])('keeps every line within %i columns and 100', (width) => {
    const source = new Source('wide.cnn', 'x');
    const name = `${'Stage.'.repeat(12)}convolution1`;
    const text = `conv 1024 11x11 stride 4 pad auto dilation 2 groups 32 nobias bn(eps 1e-5) relu`;
    const deep = layer(source, { name, text, output: [11000, 224, 224, 1024], receptiveField: [1000, 1000] });
    const lines = renderSummary(modelOf(source, [deep]), width).split('\n');
    const longest = Math.max(...lines.map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(Math.max(80, Math.min(width, 100)));
  });
});

describe('units', () => {
  it('groups thousands', () => {
    expect([0, 999, 1000, 1663370].map(grouped)).toEqual(['0', '999', '1,000', '1,663,370']);
  });

  it('never shows a rounded-up thousand', () => {
    expect([0, 950, 999_999, 13_870_000].map(inUnits)).toEqual(['0', '950', '1.00 M', '13.9 M']);
    expect([100, 1024, 1024 * 1024 - 1].map(inBytes)).toEqual(['100 B', '1.00 KiB', '1.00 MiB']);
  });
});
