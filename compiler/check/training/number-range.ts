// Which numbers a setting takes, in words and as a test.

export interface NumberRange {
  /** `a positive number` */
  readonly wants: string;
  /** What it counts: `degrees`; undefined for a mere number. */
  readonly unit?: string;
  fits(value: number): boolean;
}

export const positive: NumberRange = { wants: 'a positive number', fits: (x) => x > 0 };

export const notNegative: NumberRange = { wants: 'a number of at least 0', fits: (x) => x >= 0 };

export const notZero: NumberRange = { wants: 'a number other than 0', fits: (x) => x !== 0 };

export const anyNumber: NumberRange = { wants: 'a number', fits: () => true };

/** `10%` and `0.1` are one number. */
export const share: NumberRange = {
  wants: 'a share of at least 0 and less than 1',
  unit: 'share',
  fits: (x) => x >= 0 && x < 1,
};

export const wholeShare: NumberRange = {
  wants: 'a share of at least 0 and at most 1',
  unit: 'share',
  fits: (x) => x >= 0 && x <= 1,
};

/** What a learning rate is multiplied with. */
export const shrinking: NumberRange = {
  wants: 'a factor above 0 and at most 1',
  unit: 'factor',
  fits: (x) => x > 0 && x <= 1,
};

export function degrees(most: number): NumberRange {
  const wants = `an angle of at least 0 and at most ${most} degrees`;
  return { wants, unit: 'degrees', fits: (x) => x >= 0 && x <= most };
}

export function whole(least: number, unit?: string): NumberRange {
  const wants = `a whole number of at least ${least}`;
  const fits = (x: number): boolean => Number.isSafeInteger(x) && x >= least;
  return unit === undefined ? { wants, fits } : { wants, unit, fits };
}

export const epochs: NumberRange = { ...positive, wants: 'a positive number of epochs', unit: 'epochs' };
