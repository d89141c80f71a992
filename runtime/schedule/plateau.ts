// When a loss has stopped falling.

/**
 * How often a loss went without a new least value for `patience` epochs in a row; the count starts
 * anew each time. What is no number is no improvement.
 */
export function timesOnPlateau(losses: readonly number[], patience: number): number {
  let least = Infinity;
  let waited = 0;
  let times = 0;
  for (const loss of losses) {
    if (loss < least) {
      least = loss;
      waited = 0;
    } else if (++waited >= patience) {
      waited = 0;
      times++;
    }
  }
  return times;
}
