// The colours of messages, or none.

/** Each wraps a text in the codes of its colour. */
export interface Painter {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly gutter: (text: string) => string;
  readonly help: (text: string) => string;
  readonly other: (text: string) => string;
}

/** Select Graphic Rendition codes, ECMA-48. */
function colour(codes: string): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${codes}m${text}\u001b[0m`);
}

const coloured: Painter = {
  error: colour('1;31'),
  warning: colour('1;33'),
  strong: colour('1'),
  gutter: colour('34'),
  help: colour('1;32'),
  other: colour('36'),
};

const same = (text: string): string => text;
const plain: Painter = { error: same, warning: same, strong: same, gutter: same, help: same, other: same };

export function painter(color: boolean): Painter {
  return color ? coloured : plain;
}
