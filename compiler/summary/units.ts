// Numbers as a person reads them: thousands apart, large counts and bytes in units.

/** `1,663,370`. Not by `Intl`, whose tables take longer to load than a small file to check. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Layers without weights or arithmetic leave their cell empty, so that those with them stand out. */
export function countOrNothing(count: number, format: (count: number) => string): string {
  return count === 0 ? '' : format(count);
}

const countUnits = ['', ' k', ' M', ' G', ' T', ' P'] as const;
const byteUnits = [' B', ' KiB', ' MiB', ' GiB', ' TiB', ' PiB'] as const;

/** `627.2 k`, `13.87 M`: three or four digits, in steps of 1000. */
export function inUnits(count: number): string {
  return scaled(count, 1000, countUnits);
}

/** `24.5 KiB`, `6.35 MiB`: in steps of 1024. */
export function inBytes(bytes: number): string {
  return scaled(bytes, 1024, byteUnits);
}

function scaled(value: number, step: number, units: readonly string[]): string {
  let unit = 0;
  while (unit < units.length - 1 && Number(digitsOf(value, unit)) >= step) {
    value /= step;
    unit++;
  }
  return digitsOf(value, unit) + units[unit];
}

/** The number beside its unit; compared after rounding, so that no 1000.0 k is ever shown. */
function digitsOf(value: number, unit: number): string {
  return value.toFixed(unit === 0 ? 0 : value < 10 ? 2 : 1);
}
