// The top of the page: what was trained, how well, how long and on what.

import { duration } from '../duration.js';
import { measureText, measureTitle } from '../metrics/measure-text.js';
import type { EpochMetrics } from '../run-folder.js';
import { countOf, numberText } from '../text.js';
import type { ReportContent } from './content.js';
import { html, type Markup } from './markup.js';

interface Tile {
  readonly title: string;
  readonly value: string;
  readonly note?: string;
}

function sum(epochs: readonly EpochMetrics[], valueOf: (metrics: EpochMetrics) => number): number {
  return epochs.reduce((total, metrics) => total + valueOf(metrics), 0);
}

/** Accuracy, or the loss where there is none; of what is held out, where anything is. */
function result({ epochs, best }: ReportContent): Tile | undefined {
  const metrics = epochs.find(({ epoch }) => epoch === best) ?? epochs.at(-1);
  if (metrics === undefined) return undefined;
  const { accuracy, loss } = metrics.validation ?? metrics;
  const [key, value] = accuracy === undefined ? ['loss', loss] : ['accuracy', accuracy];
  const where = metrics.validation === undefined ? 'Training' : 'Validation';
  return {
    title: `${where} ${measureTitle(key)}`,
    value: measureText(key, value),
    note: `in epoch ${metrics.epoch}`,
  };
}

function progress({ epochs, training, ended }: ReportContent): Tile {
  const value = `${numberText(epochs.length)} of ${numberText(training.epochs)}`;
  return { title: 'Epochs', value, ...(ended === undefined ? {} : { note: ended }) };
}

function speed({ epochs }: ReportContent): Tile[] {
  const seconds = sum(epochs, (metrics) => metrics.seconds);
  if (seconds <= 0) return [];
  const images = sum(epochs, (metrics) => metrics.seconds * metrics.imagesPerSecond);
  const waited = sum(epochs, (metrics) => metrics.waited) / seconds;
  return [
    {
      title: 'Time in steps',
      value: duration(seconds),
      note: `${(100 * waited).toFixed(1)} % waiting for data`,
    },
    { title: 'Images a second', value: numberText(Math.round(images / seconds)) },
  ];
}

function samples({ counts }: ReportContent): Tile {
  const notes = [
    `${numberText(counts.heldOut)} held out`,
    ...(counts.broken > 0 ? [`${countOf(counts.broken, 'broken file')} skipped`] : []),
  ];
  return { title: 'Samples learnt from', value: numberText(counts.learnt), note: notes.join(', ') };
}

/** `2026-11-23 17:45 UTC`: the same wherever the page is read. */
function dateText(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function headline(content: ReportContent): Markup {
  const tiles = [result(content), progress(content), samples(content), ...speed(content)].filter(
    (tile) => tile !== undefined,
  );
  const shown = tiles.map(
    ({ title, value, note }) =>
      html`<div>
        <dt>${title}</dt>
        <dd>${value}${note === undefined ? undefined : html`<small>${note}</small>`}</dd>
      </div> `,
  );
  return html`<header>
    <h1>${content.model.name}</h1>
    <p>trained on ${content.dataName} with ${content.engine}, ${dateText(content.finished)}</p>
    <dl class="tiles">${shown}</dl>
    ${content.missing.map((reason) => html`<p class="note">${reason}</p> `)}
  </header> `;
}
