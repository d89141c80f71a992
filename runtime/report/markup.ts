// HTML and SVG as text: whatever comes from a user is escaped here and nowhere else.

/** Text that is markup already, and is not escaped again. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

type Content = Markup | string | number;
export type Attributes = Readonly<Record<string, string | number | undefined>>;

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

function contentText(content: Content): string {
  return content instanceof Markup ? content.text : escaped(`${content}`);
}

/** Coordinates to a hundredth of a pixel. */
function valueText(value: string | number): string {
  return typeof value === 'number' ? `${Number(value.toFixed(2))}` : escaped(value);
}

/** `<name attribute="value">content</name>`; an attribute that is undefined is left out. */
export function element(name: string, attributes: Attributes, ...content: readonly Content[]): Markup {
  const written = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${valueText(value)}"`,
  );
  return new Markup(`<${name}${written.join('')}>${content.map(contentText).join('')}</${name}>`);
}

export function joined(parts: readonly Markup[], separator = ''): Markup {
  return new Markup(parts.map(({ text }) => text).join(separator));
}

/** What may stand in a template. Nothing comes of undefined; lists are joined. */
export type Insert = Content | undefined | readonly Insert[];

function isList(insert: Insert): insert is readonly Insert[] {
  return Array.isArray(insert);
}

function insertText(insert: Insert): string {
  if (insert === undefined) return '';
  return isList(insert) ? insert.map(insertText).join('') : contentText(insert);
}

/** A template of markup, in which every text that is put in is escaped. */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  const pieces = inserts.map((insert, at) => insertText(insert) + parts[at + 1]);
  return new Markup(parts[0] + pieces.join(''));
}
