// Lists and texts of any length, brought to what a page can hold.

/** The text in at most so many characters. */
export function clipped(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** At most so many of the items, evenly spread, the first and the last among them. */
export function spreadOver<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => items[Math.round(at * step)]);
}

/** What classes are called: the name where there is one, else the number. */
export function classLabel(names: readonly string[] | undefined, label: number): string {
  return clipped(names?.[label] ?? `${label}`, longestName);
}

const longestName = 60;
