// Which samples stand for all.

import { expect, it } from 'vitest';
import { spreadSamples } from '../../../runtime/surgery/spread-samples.js';

const samples = Uint32Array.from([7, 3, 9, 4, 5, 1, 2]);

it('lie evenly over all, each once', () => {
  expect(Array.from(spreadSamples(samples, 3))).toEqual([7, 9, 5]);
  expect(Array.from(spreadSamples(samples, 6))).toEqual([7, 3, 9, 4, 5, 1]);
  const many = Uint32Array.from({ length: 2503 }, (_, sample) => sample);
  const spread = spreadSamples(many, 1000);
  expect(new Set(spread).size).toBe(1000);
  expect(spread[999]).toBeGreaterThan(2495);
});

it('are all of them where there are few', () => {
  expect(spreadSamples(samples, 7)).toEqual(samples);
  expect(spreadSamples(samples, 1000)).toEqual(samples);
  expect(spreadSamples(new Uint32Array(), 10)).toEqual(new Uint32Array());
});
