// Charts, kernels, maps and sheets against numbers computed by hand.

import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { epochChart } from '../../runtime/report/charts/epoch-chart.js';
import { kernelSheet } from '../../runtime/report/kernels.js';
import { shrunk } from '../../runtime/report/pictures.js';
import { rasterOf } from '../../runtime/report/sample-pictures.js';
import { sheetOf } from '../../runtime/report/sheet.js';

describe('a chart', () => {
  const draw = (values: readonly number[]): string | undefined =>
    epochChart({
      title: 'Loss',
      lines: [
        {
          role: 'validation',
          name: 'validation',
          points: values.map((value, at) => ({ epoch: at + 1, value })),
        },
      ],
      write: String,
      best: 2,
    })?.text;

  it('draws from the left edge to the right, and from the lowest tick to the highest', () => {
    expect(draw([1, 0])).toContain(`points="56,14 348,204"`);
    expect(draw([1, 0])).toContain('<title>best: epoch 2</title>');
  });

  it('draws a point where there is one epoch, and nothing where there is no number', () => {
    expect(draw([1])).toContain('class="dot validation"');
    expect(draw([])).toBeUndefined();
    expect(draw([Number.NaN, Number.POSITIVE_INFINITY])).toBeUndefined();
    expect(draw([Number.NaN, 2, 1])).not.toContain('NaN');
  });
});

describe('pictures', () => {
  it('are brought to size by means', () => {
    const plane = { width: 3, height: 2, values: Float32Array.of(1, 2, 3, 4, 5, 6) };
    expect(shrunk(plane, 2)).toEqual({ width: 2, height: 1, values: Float32Array.of(3, 4.5) });
    expect(shrunk(plane, 3)).toEqual(plane);
  });

  it('keep their colours, without transparency', () => {
    const raster = rasterOf(Float32Array.of(0, 100, 255, 9, 255, 0, 50, 9), [1, 2, 4], [0, 255]);
    expect(raster).toEqual({
      width: 2,
      height: 1,
      channels: 3,
      pixels: Uint8Array.of(0, 100, 255, 255, 0, 50),
    });
    expect(rasterOf(Float32Array.of(-1, 1, 1, 1), [1, 2, 2], [-1, 1]).pixels).toEqual(
      Uint8Array.of(128, 255),
    );
  });

  it('stand beside each other with transparent gaps', () => {
    const raster = (value: number) => ({
      width: 1,
      height: 1,
      channels: 1 as const,
      pixels: Uint8Array.of(value),
    });
    expect(sheetOf([raster(7), raster(8), raster(9)], 2)).toEqual({
      width: 3,
      height: 3,
      channels: 2,
      pixels: Uint8Array.of(7, 255, 0, 0, 8, 255, 0, 0, 0, 0, 0, 0, 9, 255, 0, 0, 0, 0),
    });
  });
});

describe('kernels of the first layer', () => {
  it('are grey at zero, white and black at the largest weight', () => {
    const { graph } = compile('input 8x8x1\nconv 2 1x2\n', { file: 'a.cnn' });
    if (graph === undefined) throw new Error('the model has mistakes');
    // [1, 2, 1, 2]: the kernels alternate.
    const kernel = { shape: [1, 2, 1, 2], data: Float32Array.of(2, -1, 0, -2) };
    const sheet = kernelSheet(graph, new Map([['conv1/kernel', kernel]]));
    expect(sheet).toMatchObject({ layer: 'conv1', shown: 2 });
    const [first, second] = [
      [255, 255, 128, 255],
      [64, 255, 0, 255],
    ];
    expect([...(sheet?.sheet.pixels ?? [])]).toEqual([...first, 0, 0, ...second]);
  });

  it('are not there without a convolution over height and width', () => {
    const { graph } = compile('input 8\ndense 3\n', { file: 'a.cnn' });
    expect(graph === undefined ? 'mistakes' : kernelSheet(graph, new Map())).toBeUndefined();
  });
});
