// What differs between the points of a sweep: the columns of its tables and the axes of its charts.

import type { TrainingRecord } from './sweep-file.js';

type Tried = Pick<TrainingRecord, 'model' | 'values'>;

export interface SweptName {
  readonly name: string;
  /** Whether it is the model, whose values are words. */
  readonly isModel: boolean;
  readonly textOf: (point: Tried) => string;
}

/** The model where there are several, and every param of which more than one value was tried; all where none was, and without any the model. */
export function sweptNames(points: readonly Tried[]): SweptName[] {
  const all = [...new Set(points.flatMap(({ values }) => Object.keys(values)))];
  const names: SweptName[] = [
    { name: 'model', isModel: true, textOf: ({ model }) => model },
    ...all.map((name) => ({ name, isModel: false, textOf: ({ values }: Tried) => `${values[name] ?? ''}` })),
  ];
  const varied = names.filter(({ textOf }) => new Set(points.map(textOf)).size > 1);
  if (varied.length > 0) return varied;
  return all.length > 0 ? names.slice(1) : names;
}
