// What numerals and strings mean.

const suffixes: Readonly<Record<string, number>> = { k: 3, M: 6, G: 9, '%': -2 };

/** The value of a numeral with its suffix: `65k` is 65000, `40%` is 0.4. Infinite where it is too large. */
export function numberOf(image: string): number {
  const power = suffixes[image.slice(-1)];
  if (power === undefined) return Number(image);
  // The suffix goes in as an exponent, so that 40% is the number 0.4 and 1.1k is 1100.
  const [mantissa, exponent = '0'] = image.slice(0, -1).split(/e/i);
  return Number(`${mantissa}e${Number(exponent) + power}`);
}

/** The text of a JSON string; undefined where JSON does not take it. */
export function stringOf(image: string): string | undefined {
  try {
    return JSON.parse(image) as string;
  } catch {
    return undefined;
  }
}
