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

/** Also what no document may hold: characters that control a terminal. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => entities[character])
    .replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/gu, '\ufffd');
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
