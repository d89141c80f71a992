// A declaration that a module holds only where something in it needs it.

export interface Fragment {
  /** The name that it declares. */
  readonly name: string;
  /** Declared with it. */
  readonly needs: readonly Fragment[];
  /** TypeScript, as a person would write it. */
  readonly source: string;
}

/** The fragments and all that they need, each once, what is needed first. */
export function withNeeds(fragments: readonly Fragment[]): Fragment[] {
  const found = new Map<string, Fragment>();
  const visit = (fragment: Fragment): void => {
    if (found.has(fragment.name)) return;
    fragment.needs.forEach(visit);
    found.set(fragment.name, fragment);
  };
  fragments.forEach(visit);
  return [...found.values()];
}
