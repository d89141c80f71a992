// What the title of a remedy says holds of the text once it is mended: the words are there, the sizes are
// what the layer makes.

import type { Compilation, Diagnostic, Fix } from '../../../compiler/index.js';
import { allLayers } from '../../../compiler/model.js';
import { promise } from './broken.js';

export function promiseTitle(
  { code }: Diagnostic,
  { title, edits }: Fix,
  after: Compilation,
  place: number,
  what: string,
): void {
  // Quoted in part; or quoted without what stands between and has no meaning.
  if (title.includes('…') || code === 'CNN106') return;
  const written = /^(?:write|claim what it makes:|allow what it has:) `([^`]+)`$/.exec(title)?.[1];
  if (written !== undefined) promise(holds(after.source.text, written), `${what}: the words are there`);
  if (/^take (?:it|them|the line|this `\|`) out/.test(title))
    promise(
      edits.every(({ text }) => text.trim() === ''),
      `${what}: it takes out`,
    );
  const made = /(?: keeps| gives| makes) ((?:length )?[0-9x]+)$/.exec(title)?.[1];
  if (made !== undefined && code.startsWith('CNN3'))
    promise(makes(after, place, made.replace('length ', '')), `${what}: a layer makes that`);
}

/** Whatever blanks and comments stand between its words. */
function holds(text: string, words: string): boolean {
  const [wanted, withoutComments] = [words, text.replace(/#.*/g, '')].map((part) => part.replace(/\s/g, ''));
  return withoutComments.includes(wanted) || text.includes(words);
}

/** Whether a layer that is written at the place, or around it, has the sizes: all, or all but the channels. */
function makes({ model, source }: Compilation, place: number, sizes: string): boolean {
  for (const layer of allLayers(model.layers)) {
    const { output, span } = layer;
    const isHere = layer.source === source && span.start <= place && place <= span.end;
    if (isHere && output && [output, output.slice(0, -1)].some((shape) => shape.join('x') === sizes))
      return true;
  }
  return false;
}
