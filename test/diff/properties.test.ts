// What holds of every difference: it loses no layer, agrees with the graphs about weights, finds an
// inserted line as what it is, and reads the same backwards.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile, type Compilation } from '../../compiler/index.js';
import { difference, differs, type Difference } from '../../compiler/diff/difference.js';
import { networkText } from '../support/random-text.js';

const text = networkText({ smooth: false });
const runs = { numRuns: 40 };

function between(before: string, after: string): Difference {
  return difference(compile(before), compile(after));
}

function shapesOf({ graph }: Compilation): Map<string, string> {
  const weights = graph?.weights ?? [];
  return new Map(weights.map(({ name, value }) => [name, `${graph?.values[value].shape.join('x')}`]));
}

describe('a difference', () => {
  it('is empty between a text and itself', () => {
    fc.assert(
      fc.property(text, (one) => !differs(between(one, `# again\n${one}\n\n`))),
      runs,
    );
  });

  it('has every layer of both once', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { before, after, layers, unchanged } = between(one, other);
        const of = (side: 'before' | 'after') => layers.flatMap((change) => change[side] ?? []);
        expect(of('before').length + unchanged).toBe(before.entries.length);
        expect(of('after').length + unchanged).toBe(after.entries.length);
        expect(new Set(of('before')).size).toBe(of('before').length);
        expect(new Set(of('after')).size).toBe(of('after').length);
      }),
      runs,
    );
  });

  it('says of weights what a loader finds', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { weights, before, after } = between(one, other);
        const [old, current] = [shapesOf(before.compilation), shapesOf(after.compilation)];
        const inBoth = [...old.keys()].filter((name) => current.has(name));
        expect(weights?.total).toBe(old.size);
        expect(weights?.loadable).toBe(inBoth.filter((name) => old.get(name) === current.get(name)).length);
        const gone = [...old.keys()].filter((name) => !current.has(name));
        expect(weights?.missing.map(({ name }) => name).toSorted()).toEqual(gone.toSorted());
        expect(weights?.added.length).toBe(current.size - inBoth.length);
        expect(weights?.misplaced.length).toBeLessThanOrEqual(weights?.loadable ?? 0);
      }),
      runs,
    );
  });

  it('finds an inserted line, and takes nothing else for edited', () => {
    fc.assert(
      fc.property(text, fc.nat(), (one, at) => {
        const lines = one.trimEnd().split('\n');
        const first = lines.findIndex((line) => line.startsWith('input')) + 1;
        const place = first + (at % (lines.length - first));
        const other = lines.toSpliced(place, 0, 'scale 3 shift 7').join('\n');
        const { layers } = between(one, other);
        const edited = layers.filter(({ kind }) => kind !== 'renamed' && kind !== 'affected');
        expect(edited.map(({ kind, after }) => [kind, after?.layer.text])).toEqual([
          ['added', 'scale 3 shift 7'],
        ]);
      }),
      runs,
    );
  });

  it('read backwards turns what was added into what was removed', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [there, back] = [between(one, other), between(other, one)];
        const count = ({ layers }: Difference, kind: string) =>
          layers.filter((change) => change.kind === kind).length;
        expect(count(back, 'added') - count(back, 'removed')).toBe(
          count(there, 'removed') - count(there, 'added'),
        );
      }),
      runs,
    );
  });
});

describe('10,000 layers', () => {
  const lines = Array.from(
    { length: 10_000 },
    (_, i) => ['conv 4 3x3 same nobias', 'bn', 'relu', 'conv 4 1x1'][i % 4],
  );
  const networkOf = (layers: readonly string[]) => `input 8x8x4\n${layers.join('\n')}\n`;

  it('with edits far apart are compared line by line', () => {
    const edited = lines.toSpliced(9_000, 0, 'tanh').toSpliced(5_001, 1).toSpliced(100, 0, 'conv 4 5x5 same');
    const { layers } = between(networkOf(lines), networkOf(edited));
    const kinds = layers.map(({ kind }) => kind).filter((kind) => kind !== 'renamed' && kind !== 'affected');
    expect(kinds.toSorted()).toEqual(['added', 'added', 'removed']);
  }, 60_000);
});
