// Which classes are taken for which, and how well each is told from the rest.

import { measureText, measureTitle } from '../metrics/measure-text.js';
import type { ClassMeasures } from '../metrics/measures.js';
import type { Tally } from '../metrics/tally.js';
import { numberText } from '../text.js';
import { capitalized, classLabel } from './clipped.js';
import type { Confusion } from '../metrics/confusion.js';
import { html, type Markup } from './markup.js';
import { section } from './section.js';

/** More cells cannot be told apart on a page. */
const mostConfusionClasses = 32;
const mostPairs = 30;
/** On a deeper ground the count is written in white. */
const deepShare = 0.4;
/** Longer names stand upright over their columns. */
const longestAcross = 5;
const mostClassRows = 100;

type Names = readonly string[] | undefined;

function cell(confusion: Confusion, label: number, guess: number, names: Names): Markup {
  const count = confusion.count(label, guess);
  if (count === 0) return html`<td class="none">·</td>`;
  const share = count / confusion.samplesOfClass[label];
  const kind = `${label === guess ? 'right' : 'wrong'}${share > deepShare ? ' deep' : ''}`;
  const said = `${classLabel(names, label)} taken for ${classLabel(names, guess)}: ${numberText(count)}, ${(100 * share).toFixed(1)} %`;
  // What is rare must still be seen: the root spreads small shares.
  return html`<td class="${kind}" style="--share:${Math.sqrt(share).toFixed(3)}" title="${said}">
    ${numberText(count)}
  </td>`;
}

function confusionTable(confusion: Confusion, names: Names): Markup {
  const classes = Array.from({ length: confusion.classes }, (_, label) => label);
  const heads = classes.map((guess) => html`<th scope="col"><span>${classLabel(names, guess)}</span></th>`);
  const rows = classes.map(
    (label) =>
      html`<tr>
        <th scope="row">${classLabel(names, label)}</th>
        ${classes.map((guess) => cell(confusion, label, guess, names))}
      </tr> `,
  );
  const isLong = classes.some((label) => classLabel(names, label).length > longestAcross);
  return html`<div class="wide">
    <table class="confusion${isLong ? ' long' : ''}">
      <thead>
        <tr>
          <td class="corner">label ↓ guess →</td>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

function pairTable(confusion: Confusion, names: Names): Markup {
  const pairs = confusion.confusedPairs();
  const shown = pairs.slice(0, mostPairs);
  const rows = shown.map(
    ({ label, guess, count }) =>
      html`<tr>
        <td>${classLabel(names, label)}</td>
        <td>${classLabel(names, guess)}</td>
        <td class="number">${numberText(count)}</td>
      </tr> `,
  );
  const more = pairs.length - shown.length;
  return html`<table class="figures pairs">
      <thead>
        <tr>
          <th scope="col">Label</th>
          <th scope="col">Taken for</th>
          <th scope="col" class="number">Times</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${more > 0 ? html`<p class="note">${numberText(more)} more pairs are left out.</p>` : undefined}`;
}

const keys = ['precision', 'recall', 'f1', 'auc'] as const;

function classRow(
  measures: ClassMeasures,
  label: number,
  shown: readonly (typeof keys)[number][],
  names: Names,
): Markup {
  const cells = shown.map((key) => {
    const { [key]: value } = measures;
    return html`<td class="number">${value === undefined ? '' : measureText(key, value)}</td>`;
  });
  return html`<tr>
    <th scope="row">${classLabel(names, label)}</th>
    <td class="number">${numberText(measures.samples)}</td>
    ${cells}
  </tr> `;
}

function classTable(tally: Tally, names: Names): Markup {
  const measured = tally.perClass();
  const shown = keys.filter((key) => measured.some((measures) => measures[key] !== undefined));
  const all = measured.map((measures, label) => ({ measures, label }));
  const isCut = all.length > mostClassRows;
  const rows = isCut ? all.toSorted((a, b) => a.measures.f1 - b.measures.f1).slice(0, mostClassRows) : all;
  const heads = shown.map(
    (key) => html`<th scope="col" class="number">${capitalized(measureTitle(key))}</th>`,
  );
  const cut = html`<p class="note">
    The ${mostClassRows} classes with the least F1 of ${numberText(all.length)}.
  </p>`;
  return html`<details${all.length <= 12 ? html` open` : undefined}><summary>Each class against the rest</summary>
${isCut ? cut : undefined}<div class="wide"><table class="figures"><thead><tr><th scope="col">Class</th><th scope="col" class="number">Samples</th>${heads}</tr></thead>
<tbody>
${rows.map(({ measures, label }) => classRow(measures, label, shown, names))}</tbody></table></div></details>`;
}

/** @param about says of which samples these are */
export function classes(tally: Tally, names: Names, about: string): Markup | undefined {
  const { confusion } = tally;
  if (confusion === undefined) return undefined;
  const isTable = confusion.classes <= mostConfusionClasses;
  const note = isTable
    ? `${about} Each row is a label, each column what it was taken for; colours show the share of the row.`
    : `${about} The pairs of the ${numberText(confusion.classes)} classes that were confused most.`;
  const shown = isTable ? confusionTable(confusion, names) : pairTable(confusion, names);
  return section('Which class is taken for which', html`${shown} ${classTable(tally, names)}`, note);
}
