// Which number a class has: its place among the names of all.

import { countOf } from '../text.js';
import { DataError } from './data-error.js';

/** At most this many names are listed in a message. */
const listed = 8;

/** `a, b, c, ... (12 in all)` */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, listed).join(', ');
  return names.length > listed ? `${shown}, ... (${names.length} in all)` : shown;
}

export class ClassNumbers {
  readonly names: readonly string[];
  private readonly numbers: ReadonlyMap<string, number>;

  /** @param names in the order of their numbers */
  constructor(names: readonly string[]) {
    this.names = names;
    this.numbers = new Map(names.map((name, number) => [name, number]));
  }

  /**
   * @param where names the file or folder
   * @throws DataError where the network knows no such class
   */
  of(name: string, where: string): number {
    const number = this.numbers.get(name);
    if (number !== undefined) return number;
    throw new DataError(
      `${where}: "${name}" is none of the ${countOf(this.names.length, 'class', 'classes')} trained on: ${nameList(this.names)}`,
      'name it as in training, or leave it out',
    );
  }
}
