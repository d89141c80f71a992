// Which files are pictures: by their names while a folder is listed, by their first bytes before they are decoded.

const extensions = /\.(?:png|jpe?g|jfif|webp|gif|avif|tiff?)$/i;

/** Formats by bytes at their start (`.` stands for any byte). SVG, a program in disguise, is not among them. */
const signatures = [
  /^\x89PNG\r\n\x1a\n/,
  /^\xff\xd8\xff/,
  /^RIFF[^]{4}WEBP/,
  /^GIF8[79]a/,
  /^[^]{4}ftypavi[fs]/,
  /^(?:II\*\0|MM\0\*)/,
];

const longestSignature = 12;

/** What messages say can be read. */
export const pictureFormats = 'PNG, JPEG, WebP, GIF, AVIF or TIFF';

export function hasPictureName(file: string): boolean {
  return extensions.test(file);
}

export function startsLikePicture(bytes: Uint8Array): boolean {
  const start = String.fromCharCode(...bytes.subarray(0, longestSignature));
  return signatures.some((signature) => signature.test(start));
}
