// Draws a contact sheet as a PNG file.

import { layoutOf, type Layout } from './layout.js';
import { labelsDrawing } from './sheet-labels.js';
import type { Sheet } from './sheet.js';

type Sharp = typeof import('sharp').default;

/** Files of this program say so, and may be written again. */
export const sheetMark = 'cnnc augment';

const paper = { r: 246, g: 246, b: 244 };

export async function drawSheet(sharp: Sharp, sheet: Sheet): Promise<Buffer> {
  const layout = layoutOf(sheet.shape, sheet.columns.length, sheet.rows);
  const cells = sheet.rows.flatMap(({ pictures }, row) =>
    pictures.map(async (values, column) => ({
      input: await drawPicture(sharp, values, sheet, layout),
      ...layout.place(row, column),
    })),
  );
  const labels = { input: Buffer.from(labelsDrawing(sheet, layout)), left: 0, top: 0 };
  return sharp({ create: { width: layout.width, height: layout.height, channels: 3, background: paper } })
    .composite([...(await Promise.all(cells)), labels])
    .withExif({ IFD0: { Software: sheetMark } })
    .png()
    .toBuffer();
}

function drawPicture(sharp: Sharp, values: Float32Array, sheet: Sheet, { cell }: Layout): Promise<Buffer> {
  const [height, width] = sheet.shape;
  return sharp(coloured(values, sheet), { raw: { width, height, channels: 3 } })
    .resize(cell.width, cell.height, { fit: 'fill', kernel: cell.magnified ? 'nearest' : 'lanczos3' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Three channels and more show the first three as red, green and blue; fewer the first as grey. */
function coloured(values: Float32Array, { shape, range: { low, high } }: Sheet): Uint8Array {
  const [height, width, channels] = shape;
  const scale = high > low ? 255 / (high - low) : 0;
  return Uint8Array.from({ length: height * width * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    const value = values[pixel * channels + (channels >= 3 ? at % 3 : 0)];
    return Math.max(0, Math.min(255, Math.round((value - low) * scale)));
  });
}
