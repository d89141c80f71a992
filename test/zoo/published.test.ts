// The zoo has the counts that are published of it, member by member.

import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { members } from './members.js';
import { compilationOf, summaryOf, textOf } from './zoo.js';

describe.each(members)('$name', ({ file, set, trainable, parameters, macs, output }) => {
  const member = { file, ...(set && { set }) };

  it('checks, and is whole', () => {
    const { diagnostics, graph } = compilationOf(member);
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
    expect(graph).toBeDefined();
  });

  it('has the published counts', () => {
    const counted = summaryOf(member);
    if (trainable !== undefined) expect(counted.trainable).toBe(trainable);
    if (parameters !== undefined) expect(counted.parameters).toBe(parameters);
    if (output !== undefined) expect(counted.outputs.map(({ shape }) => shape)).toEqual([output]);
  });

  it.runIf(macs)('computes as much as is published, to 1 %', () => {
    const share = summaryOf(member).macs / (macs as number);
    expect(Math.abs(share - 1)).toBeLessThan(0.01);
  });

  it('checks for another count of classes', () => {
    const { diagnostics } = compile(textOf(file), { set: { ...set, classes: 7 } });
    expect(diagnostics.map(({ message }) => message)).toEqual([]);
  });
});

it('GoogLeNet computes between 1.5 and 1.6 G multiply-accumulates', () => {
  const { macs } = summaryOf({ file: 'googlenet' });
  expect(macs).toBeGreaterThan(1.5e9);
  expect(macs).toBeLessThan(1.6e9);
});

it('every file is in the table', () => {
  const files = globSync('examples/zoo/*.cnn').map((path) => path.replace(/^.*\/|\.cnn$/g, ''));
  expect(files.toSorted()).toEqual([...new Set(members.map(({ file }) => file))].toSorted());
});

describe('a member that no paper has', () => {
  it.each([
    ['resnet', { depth: 40 }],
    ['vgg', { depth: 17 }],
    ['densenet', { depth: 150 }],
    ['m5', { depth: 7 }],
  ])('%s %j is refused', (file, set) => {
    expect(compilationOf({ file, set }).diagnostics).not.toEqual([]);
  });
});
