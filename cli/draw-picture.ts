// A small picture drawn in a terminal, two rows of pixels a line: half blocks in colour, else ASCII.

import type { Tensor } from '../runtime/tensor.js';

/** Wider pictures would not stand beside their text. */
export const widestPicture = 64;

/** From dark to bright, for light text on a dark ground. */
const ramp = ' .:-=+*#%@';

type Colour = readonly [red: number, green: number, blue: number];

/** The lines of a picture of values 0..1, [height, width, channels]; each as many columns wide as the picture. */
export function drawPicture(picture: Tensor, color: boolean): string[] {
  const [height, width] = picture.shape;
  const lines: string[] = [];
  for (let row = 0; row < height; row += 2) {
    const columns = Array.from({ length: width }, (_, column) => [
      pixel(picture, row, column),
      pixel(picture, Math.min(row + 1, height - 1), column),
    ]);
    lines.push(color ? blocks(columns) : columns.map(([upper, lower]) => letter(upper, lower)).join(''));
  }
  return lines;
}

function pixel({ shape: [, width, channels = 1], data }: Tensor, row: number, column: number): Colour {
  const at = (row * width + column) * channels;
  const byte = (channel: number): number => Math.round(255 * Math.min(1, Math.max(0, data[at + channel])));
  return channels === 1 ? [byte(0), byte(0), byte(0)] : [byte(0), byte(1), byte(2)];
}

function letter(upper: Colour, lower: Colour): string {
  const mean = [...upper, ...lower].reduce((sum, part) => sum + part, 0) / 6;
  return ramp[Math.min(ramp.length - 1, Math.floor((mean / 256) * ramp.length))];
}

/** The upper pixel is the text's colour of a half block, the lower one its background. */
function blocks(columns: readonly (readonly Colour[])[]): string {
  let line = '';
  let last = '';
  for (const [upper, lower] of columns) {
    const style = `\u001b[38;${code(upper)};48;${code(lower)}m`;
    line += style === last ? '▀' : `${style}▀`;
    last = style;
  }
  return `${line}\u001b[0m`;
}

/** Greys from the 256 colours that every terminal has, others in full colour. */
function code([red, green, blue]: Colour): string {
  if (red !== green || green !== blue) return `2;${red};${green};${blue}`;
  if (red < 8) return '5;16';
  return red > 246 ? '5;231' : `5;${232 + Math.floor((red - 8) / 10)}`;
}
