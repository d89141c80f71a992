// What is promised of differences: there is none between a text and itself, and between any two there is
// one, in every form.

import { difference, differs } from '../../../compiler/diff/difference.js';
import { differenceAsJson } from '../../../compiler/diff/json.js';
import { differenceAsMarkdown } from '../../../compiler/diff/markdown.js';
import { renderDifference } from '../../../compiler/diff/render.js';
import type { Compilation } from '../../../compiler/index.js';
import { promise } from './broken.js';

/** `again` is the same text, compiled once more. */
export function promiseNoDifference(one: Compilation, again: Compilation): void {
  const found = difference(one, again);
  promise(!differs(found), 'between a text and itself there is no difference');
}

export function promiseDifference(before: Compilation, after: Compilation): void {
  for (const [one, other] of [
    [before, after],
    [after, before],
  ]) {
    const found = difference(one, other);
    for (const all of [false, true]) {
      renderDifference(found, { color: false, all, width: 80 });
      differenceAsMarkdown(found, { all });
    }
    JSON.stringify(differenceAsJson(found));
  }
}
