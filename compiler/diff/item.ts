// What alignment sees of a thing: numbers that are quick to compare.

export interface Item {
  /** Equal for things of equal content, whatever they are called. */
  readonly print: number;
  /** Its own name, without those of what it stands in. */
  readonly label: number;
  /** Whether a person chose the name; else it is a word and its ordinal, which an insertion shifts. */
  readonly isNamed: boolean;
  /** Its word: only things of one kind are alike, save under a chosen name. */
  readonly kind: number;
  /** What it is made of, in ascending order; shared parts make things alike. */
  readonly features: readonly number[];
  /** 1 for one layer, more for what holds several: large things that are alike count for more. */
  readonly weight: number;
}

/** Numbers for texts: equal numbers for equal texts. */
export class Interner {
  private readonly numbers = new Map<string, number>();

  of(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** The weight of what holds so many layers. */
export function weightOf(size: number): number {
  return 1 + Math.log2(Math.max(1, size));
}
