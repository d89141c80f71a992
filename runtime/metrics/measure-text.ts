// What measures are called, and how their numbers are written.

const titles: Readonly<Record<string, string>> = {
  f1: 'F1',
  auc: 'AUC',
  meanAbsoluteError: 'mean absolute error',
  r2: 'R²',
};

/** `top5` is `top 5`. */
export function measureTitle(key: string): string {
  return titles[key] ?? key.replace(/^top(\d+)$/, 'top $1');
}

/** Losses and distances as they are, also an area, which no one reads as a share; all else in percent. */
export function measureText(key: string, value: number): string {
  const isShare = /^(accuracy|top\d+|precision|recall|f1)$/.test(key);
  return isShare ? `${(100 * value).toFixed(2)} %` : value.toFixed(4);
}
