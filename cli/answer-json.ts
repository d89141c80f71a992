// The JSON of `cnnc solve`.

import type { Answer } from '../compiler/shapes/answer.js';
import { coverageOf } from '../compiler/shapes/coverage.js';
import type { Interval } from '../compiler/shapes/interval.js';
import { isSame, type PlacedAxis } from '../compiler/shapes/question.js';

export function answersAsJson(answers: readonly Answer[]): object {
  return { version: 1, axes: answers.map(answerAsJson) };
}

function answerAsJson({ unknowns, values, rows, nearby }: Answer): object {
  return {
    unknown: unknowns,
    values: values === undefined ? null : intervalAsJson(values),
    windows: rows.map(({ window, values: others }) => ({
      ...windowAsJson(window),
      ...(others === undefined ? {} : { values: intervalAsJson(others) }),
    })),
    nearest: nearby.map(({ changed, window }) => ({ changed, ...windowAsJson(window) })),
  };
}

/** JSON has no infinity: null stands where there is no end. */
function intervalAsJson({ least, most }: Interval): object {
  return { least, most: most === Infinity ? null : most };
}

function windowAsJson(window: PlacedAxis): object {
  const { size, kernel, stride, dilation, padding, output } = window;
  const { unseenAtEnd, unseenBetween } = coverageOf(window, output);
  const unseen = unseenAtEnd + unseenBetween;
  return { size, kernel, stride, dilation, padding, same: isSame(window), output, unseen };
}
