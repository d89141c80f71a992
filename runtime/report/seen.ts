// What the network was sure of and wrong about, what it looks for, and what it makes of a picture.

import { countOf, numberText, sizeText } from '../text.js';
import { classLabel, clipped } from './clipped.js';
import type { LayerPicture, MistakePicture, ReportContent } from './content.js';
import { html, type Markup } from './markup.js';
import type { PagePicture } from './pictures.js';
import { section } from './section.js';

/** Small pictures are shown as the pixels that they are. */
const sharpUpTo = 64;

const longestFile = 80;

function picture({ width, height, uri }: PagePicture, alt: string, kind: string, zoom?: number): Markup {
  const pixels = Math.max(width, height) <= sharpUpTo || zoom !== undefined ? ' pixels' : '';
  const size = zoom ?? 1;
  return html`<img
    class="${kind}${pixels}"
    src="${uri}"
    width="${width * size}"
    height="${height * size}"
    alt="${alt}"
  />`;
}

function mistakeItem(
  { label, guess, probability, sample, file, picture: shown }: MistakePicture,
  names: ReportContent['names'],
): Markup {
  const isNumber = probability === undefined;
  const [truth, said] = isNumber
    ? [`${Number(label.toPrecision(5))}`, `${Number(guess.toPrecision(5))}`]
    : [classLabel(names, label), classLabel(names, guess)];
  const sure = isNumber ? undefined : `${(100 * probability).toFixed(1)} %`;
  const from = file === undefined ? `sample ${numberText(sample)}` : clipped(file, longestFile);
  const alt = `${from}: ${truth}, taken for ${said}`;
  return html`<li title="${from}">
    ${picture(shown, alt, '')}
    <p><span class="said">${said}</span> ${sure}<br /><span class="true">is ${truth}</span></p>
  </li> `;
}

export function mistakes({ mistakes: shown, names, about, tally }: ReportContent): Markup | undefined {
  if (tally === undefined) return undefined;
  if (shown.length === 0)
    return tally.confusion === undefined || tally.accuracy !== 1
      ? undefined
      : section('The surest mistakes', html`<p class="note">There are none. ${about}</p>`);
  const isNumber = shown[0].probability === undefined;
  const items = shown.map((mistake) => mistakeItem(mistake, names));
  const [title, note] = isNumber
    ? ['The farthest off', `Above the number that the network gives, below the true one. ${about}`]
    : [
        'The surest mistakes',
        `What the network takes the picture for and how probable that seems to it, then what it is. ${about}`,
      ];
  return section(
    title,
    html`<ul class="pictures">
      ${items}
    </ul>`,
    note,
  );
}

const sheetWidth = 760;

/** As large as fits, in whole steps, so that pixels stay square. */
function zoomOf({ width }: PagePicture, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(sheetWidth / width)));
}

export function kernels({ kernels: shown }: ReportContent): Markup | undefined {
  if (shown === undefined) return undefined;
  const { layer, shape, picture: sheet } = shown;
  const [height, width, depth, count] = shape;
  const colours =
    depth === 3
      ? 'in red, green and blue'
      : depth === 1
        ? 'dark below zero'
        : `the mean over its ${depth} channels`;
  const part =
    shown.shown < count ? `the first ${shown.shown} of ${numberText(count)}` : `all ${numberText(count)}`;
  const note = `The ${height}x${width} kernels of ${layer}, ${part}: ${colours}, zero is grey.`;
  return section('What the first layer looks for', picture(sheet, note, 'sheet', zoomOf(sheet, 8)), note);
}

function mapRow({ layer, shape, shown, picture: sheet }: LayerPicture): Markup {
  const all = shape[shape.length - 1];
  const part = shown < all ? `, ${shown} of ${countOf(all, 'map')}` : '';
  const alt = `${countOf(shown, 'feature map')} of ${layer}`;
  return html`<div>
    <dt>${layer}<small>${sizeText(shape)}${part}</small></dt>
    <dd>${picture(sheet, alt, 'sheet', zoomOf(sheet, 8))}</dd>
  </div> `;
}

export function featureMaps({ maps, mapsLeft, seen }: ReportContent): Markup | undefined {
  if (maps.length === 0) return undefined;
  const note = `One picture on its way: each map from its least value, black, to its greatest, white.${mapsLeft > 0 ? ` ${countOf(mapsLeft, 'layer')} in between are left out.` : ''}`;
  const input =
    seen === undefined
      ? undefined
      : html`<div>
          <dt>the picture<small>as it is</small></dt>
          <dd>
            ${picture(seen, 'the picture that is looked at', 'sheet', Math.max(1, Math.floor(96 / seen.width)))}
          </dd>
        </div> `;
  return section(
    'One picture through the network',
    html`<dl class="maps">${input}${maps.map(mapRow)}</dl>`,
    note,
  );
}
