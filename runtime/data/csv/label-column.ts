// The labels of a CSV file: numbers where all are numbers, else names of classes.

import { numberText } from '../../text.js';
import { ClassNumbers } from '../class-numbers.js';
import { DataError } from '../data-error.js';

export interface Labels {
  readonly labels: Float32Array;
  readonly classNames: readonly string[] | undefined;
}

export class LabelColumn {
  private readonly file: string;
  /** Each text that occurs, by its place. */
  private readonly texts = new Map<string, number>();
  private readonly places: number[] = [];

  constructor(file: string) {
    this.file = file;
  }

  get count(): number {
    return this.places.length;
  }

  /** @throws DataError where the cell is blank */
  add(cell: string, row: number): void {
    const text = cell.trim();
    if (text === '') {
      throw new DataError(`${this.file}: row ${numberText(row)} has no label`, 'fill it in, or drop the row');
    }
    const place = this.texts.get(text) ?? this.texts.size;
    this.texts.set(text, place);
    this.places.push(place);
  }

  /** The names in order; undefined where all labels are numbers. */
  get names(): readonly string[] | undefined {
    const texts = [...this.texts.keys()];
    return texts.every((text) => Number.isFinite(Number(text))) ? undefined : texts.sort();
  }

  /**
   * @param known the classes of training, where they have names
   * @throws DataError where a name is none of these
   */
  read(known: readonly string[] | undefined): Labels {
    const { names } = this;
    const texts = [...this.texts.keys()];
    const isKnown = known !== undefined && texts.every((text) => known.includes(text));
    const classNames = isKnown || names !== undefined ? (known ?? names) : known;
    if (names === undefined && !isKnown) return { labels: this.each(texts.map(Number)), classNames };
    const numbers = new ClassNumbers(classNames as readonly string[]);
    return { labels: this.each(texts.map((text) => numbers.of(text, this.file))), classNames };
  }

  private each(numbers: readonly number[]): Float32Array {
    return Float32Array.from(this.places, (place) => numbers[place]);
  }
}
