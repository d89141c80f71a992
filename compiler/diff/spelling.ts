// Texts as they are compared: blanks beside signs say nothing, and formatting puts and takes them.

/** `2 * n` and `2*n` are spelt alike; `16 8` and `168` are not. */
export function spelling(text: string): string {
  return text.replace(/ *([^\w\s%"]) */g, '$1');
}
