// The parts of charts: marks at round numbers, places along an axis, and text that stays text.

import { describe, expect, it } from 'vitest';
import { placedAxis } from '../../../runtime/report/charts/axis.js';
import { lineChart } from '../../../runtime/report/charts/line-chart.js';
import { element, escaped } from '../../../runtime/report/markup.js';
import { linearTicks, logarithmicTicks } from '../../../runtime/report/charts/ticks.js';

describe('marks', () => {
  it.each([
    [0, 0.6, [0, 0.2, 0.4, 0.6]],
    [0.971, 0.988, [0.97, 0.975, 0.98, 0.985, 0.99]],
    [8, 32, [5, 10, 15, 20, 25, 30, 35]],
    [-1, 1, [-1, -0.5, 0, 0.5, 1]],
    [3, 3, [3, 3.5]],
    [0, 0, [0, 0.0001]],
  ])('from %d to %d', (least, most, expected) => {
    expect(linearTicks(least, most, 5)).toEqual(expected);
  });

  it.each([
    [8, 32, [5, 10, 20, 50]],
    [1e-4, 1e-1, [1e-4, 1e-3, 1e-2, 1e-1]],
    [3, 3, [2, 5]],
    [1, 1, [1, 2]],
  ])('in powers from %d to %d', (least, most, expected) => {
    expect(logarithmicTicks(least, most)).toEqual(expected);
  });
});

describe('an axis', () => {
  it('places words in the middle of their parts', () => {
    const axis = placedAxis({ label: 'model', words: ['pool', 'stride'] }, []);
    expect(axis.ticks).toEqual([
      { place: 0.25, text: 'pool' },
      { place: 0.75, text: 'stride' },
    ]);
  });

  it('is linear where a logarithm of something is none', () => {
    expect(placedAxis({ label: 'rate', logarithmic: true }, [0, 1]).placeOf(0.5)).toBe(0.5);
    expect(placedAxis({ label: 'rate', logarithmic: true }, [0.01, 1]).placeOf(0.1)).toBeCloseTo(0.5);
  });

  it('has marks where it is told, one alone in the middle', () => {
    expect(placedAxis({ label: 'maps', marks: [8, 16, 32], logarithmic: true }, [8, 16, 32]).ticks).toEqual([
      { place: 0, text: '8' },
      { place: expect.closeTo(0.5) as number, text: '16' },
      { place: 1, text: '32' },
    ]);
    expect(placedAxis({ label: 'maps', marks: [8] }, [8]).ticks).toEqual([{ place: 0.5, text: '8' }]);
  });

  it('goes no further than there can be values', () => {
    const { ticks } = placedAxis({ label: 'accuracy', most: 1 }, [1, 1]);
    expect(ticks.map(({ text }) => text)).toEqual(['0.95', '0.96', '0.97', '0.98', '0.99', '1']);
  });
});

describe('markup', () => {
  it('holds text, never tags of it', () => {
    expect(element('text', { 'aria-label': '"<b>"', x: 1 / 3 }, '<script>', 1).text).toBe(
      '<text aria-label="&quot;&lt;b&gt;&quot;" x="0.33">&lt;script&gt;1</text>',
    );
  });

  it('holds no character that no document may hold', () => {
    expect(escaped('a\u0000\u001b[2J\ud800b')).toBe('a\ufffd\ufffd[2J\ufffdb');
  });
});

describe('a chart of lines', () => {
  const x = { label: 'epoch' };
  const y = { label: 'loss' };
  const linesOf = (svg: string): string[] => [...svg.matchAll(/ d="(M[^"]*)"/g)].map(([, path]) => path);

  it('goes through its points, and breaks where there is none', () => {
    const points = [0, 1, NaN, 0, 1].map((value, at) => ({ x: at, y: value }));
    const [path] = linesOf(lineChart({ title: 'Loss', x, y, series: [{ name: 'all', points }] }).text);
    // 400 wide from 64 on, 202 high from 248 up; the axis ends at 4 and at 1.
    expect(path).toBe('M64.0 248.0L164.0 46.0M364.0 248.0L464.0 46.0');
  });

  it('draws with nothing to draw', () => {
    expect(lineChart({ title: 'Nothing', x, y, series: [] }).text).toContain('Nothing');
  });
});
