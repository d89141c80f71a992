// Markup in which every text that is put in is escaped: names of classes and files cannot become tags.

/** Markup that is sound as it stands. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. Nothing comes of undefined; lists are joined. */
export type Insert = Html | string | number | undefined | readonly Insert[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters have no place in a page; what turns the direction of text around is shown as such. */
const hidden =
  /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu;

/** In text and within quoted attributes. */
export function escaped(text: string): string {
  return text.replace(hidden, '\ufffd').replace(/[&<>"']/g, (character) => entities[character]);
}

function isList(insert: Insert): insert is readonly Insert[] {
  return Array.isArray(insert);
}

function insertText(insert: Insert): string {
  if (insert === undefined) return '';
  if (insert instanceof Html) return insert.text;
  return isList(insert) ? insert.map(insertText).join('') : escaped(String(insert));
}

/** A template of markup. */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Html {
  const pieces = inserts.map((insert, at) => insertText(insert) + parts[at + 1]);
  return new Html(parts[0] + pieces.join(''));
}
