// How it was trained, and the layers and the text of what was trained.

import { writeTraining } from '../../compiler/check/training/write-training.js';
import type { Model } from '../../compiler/model.js';
import { summaryRows, type SummaryRow } from '../../compiler/summary/rows.js';
import { totalsOf } from '../../compiler/summary/summarize.js';
import { countOrNothing, grouped, inBytes, inUnits } from '../../compiler/summary/units.js';
import type { TrainingOptions } from '../../compiler/training-options.js';
import { sizeText } from '../text.js';
import { clipped } from './clipped.js';
import { html, type Markup } from './markup.js';
import { section } from './section.js';

const longestSetting = 400;
const longestText = 40_000;
const mostLayers = 300;

/** As a `train` block would have them, those too that no line says. */
export function settings(training: TrainingOptions): Markup {
  const rows = [...writeTraining(training)].map(
    ([word, text]) =>
      html`<dt>${word}</dt>
        <dd>${clipped(text, longestSetting)}</dd> `,
  );
  return section('Settings', html`<dl class="settings">${rows}</dl>`);
}

function layerRow({ name, text, depth, output, parameters, macs, receptiveField }: SummaryRow): Markup {
  const indent = html` style="padding-left:${Math.min(depth, 12) * 1.2}em"`;
  return html`<tr>
    <th scope="row" ${depth > 0 ? indent : undefined}>${name}</th>
    <td class="text">${clipped(text, 120)}</td>
    <td>${output === undefined ? '?' : sizeText(output)}</td>
    <td class="number">${countOrNothing(parameters, grouped)}</td>
    <td class="number">${countOrNothing(macs, inUnits)}</td>
    <td class="number">${receptiveField.join('x')}</td>
  </tr> `;
}

export function layers(model: Model): Markup {
  const rows = summaryRows(model);
  const totals = totalsOf(rows);
  const left = rows.length - mostLayers;
  const note = `${grouped(totals.parameters)} parameters, ${inBytes(4 * totals.parameters)} in float32; ${inUnits(totals.macs)} multiply-accumulates for one sample.`;
  const heads = ['Layer', 'As written', 'Output'].map((title) => html`<th scope="col">${title}</th>`);
  const figures = ['Parameters', 'MACs', 'Field'].map(
    (title) => html`<th scope="col" class="number">${title}</th>`,
  );
  const table = html`<div class="wide">
    <table class="figures">
      <thead>
        <tr>
          ${heads}${figures}
        </tr>
      </thead>
      <tbody>
        ${rows.slice(0, mostLayers).map(layerRow)}
      </tbody>
    </table>
  </div>`;
  const cut =
    left > 0
      ? html`<p class="note">${grouped(left)} more layers: \`cnnc summary\` has them all.</p>`
      : undefined;
  const text = html`<details>
    <summary>The model as text</summary>
    <pre>${clipped(model.source.text, longestText)}</pre>
  </details>`;
  return section('Layers', html`${table}${cut}${text}`, note);
}
