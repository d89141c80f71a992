// Draws cnnc.png, the icon that the extension shows, from cnnc.svg: VS Code takes no SVG there.

import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const file = (name) => fileURLToPath(new URL(name, import.meta.url));

await sharp(file('cnnc.svg')).resize(128, 128).png({ compressionLevel: 9 }).toFile(file('cnnc.png'));
