// Two texts in a little space, so that what tells them apart is seen.

/** Each in at most `width` columns; words that both have in the same place give way first. */
export function contrast(before: string, after: string, width: number): [string, string] {
  if (Math.max(before.length, after.length) <= width) return [before, after];
  const [a, b] = [before.split(' '), after.split(' ')];
  const shorten = (text: string, words: readonly string[], others: readonly string[]): string =>
    text.length <= width ? text : clipped(essence(words, others), width);
  return [shorten(before, a, b), shorten(after, b, a)];
}

/** The word of the layer, and what differs with the word before it, which says what it is. */
function essence(words: readonly string[], others: readonly string[]): string {
  const start = words.findIndex((word, index) => word !== others[index]);
  if (start < 0) return words.join(' ');
  const shift = others.length - words.length;
  const isEqual = (index: number): boolean =>
    words[index] === others[shift === 0 || index < start ? index : index + shift];
  const isKept = (index: number): boolean =>
    index === 0 || !isEqual(index) || (index + 1 < words.length && !isEqual(index + 1));
  const shown = words.map((word, index) => (isKept(index) ? word : '…'));
  return shown.filter((word, index) => word !== '…' || shown[index - 1] !== '…').join(' ');
}

export function clipped(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 1))}…`;
}
