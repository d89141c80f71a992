// One name for several layers.

/** `Stage*.residual*.conv2`: where names differ in ordinals only; else the first and the last. */
export function commonName(names: readonly string[]): string {
  const [first] = names;
  if (names.length === 1) return first;
  const patterns = names.map((name) => name.split('.'));
  const isAlike = patterns.every((parts) => parts.length === patterns[0].length);
  if (!isAlike)
    return patterns.every((parts) => parts.at(-1) === patterns[0].at(-1))
      ? `*.${patterns[0].at(-1) ?? ''}`
      : `${first} … ${names.at(-1) ?? ''}`;
  const parts = patterns[0].map((part, place) => {
    const all = new Set(patterns.map((each) => each[place]));
    if (all.size === 1) return part;
    const words = new Set([...all].map((each) => each.replace(/\d+$/, '')));
    return words.size === 1 ? `${[...words][0]}*` : '*';
  });
  return parts.join('.');
}
