// The stable names of layers: the `as` name, or the word and how many of it the scope has had.
// Copies of a `repeat` number on as if they were written out.

import type { Word } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Report } from '../diagnostics/draft.js';

export class NameScope {
  private readonly prefix: string;
  private readonly counts = new Map<string, number>();
  /** Where `as` gave names, which no other layer of the scope may get. */
  private readonly given = new Map<string, Span>();

  constructor(prefix: string) {
    this.prefix = prefix;
  }

  /** `conv2` */
  numbered(word: string): string {
    // `Grid35` twice is `Grid35_1` and `Grid35_2`.
    const separator = /\d$/.test(word) ? '_' : '';
    return this.prefix + word + separator + this.count(word);
  }

  /** `shortcut`, and only a second one `shortcut2`. */
  plain(word: string): string {
    const ordinal = this.count(word);
    return this.prefix + (ordinal === 1 ? word : word + ordinal);
  }

  /** The name that `as` gives; in a `repeat` each copy has its number. */
  named(word: string, name: Word, repeated: boolean, report: Report): string {
    this.count(word);
    const text = repeated ? name.text + this.count(name.text) : name.text;
    const earlier = this.given.get(text);
    if (earlier) this.refuse(text, name, earlier, report);
    else this.given.set(text, name.span);
    return this.prefix + text;
  }

  private count(word: string): number {
    const ordinal = (this.counts.get(word) ?? 0) + 1;
    this.counts.set(word, ordinal);
    return ordinal;
  }

  private refuse(text: string, { span }: Word, earlier: Span, report: Report): void {
    const message = `two layers would be called \`${this.prefix}${text}\``;
    const related = [{ span: earlier, message: 'the first is named here' }];
    report({ code: 'CNN203', span, message, related, help: 'choose another name: weights are found by it' });
  }
}
