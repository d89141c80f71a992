// A snippet as it stands in the text once every stop keeps its default: the first of its choices.

export interface Snippet {
  readonly prefix: string | readonly string[];
  readonly description: string;
  readonly body: readonly string[];
}

const stop = /\$\{(\d+)(?::([^}]*)|\|([^|}]*)[^}]*)\}|\$(\d+)/g;

/** With two spaces for a tab, as `cnnc fmt` indents. */
export function expanded({ body }: Snippet): string {
  const text = body.join('\n').replaceAll('\t', '  ');
  return text.replaceAll(stop, (_, _number, written?: string, choices?: string) => {
    return written ?? choices?.split(',')[0] ?? '';
  });
}

/** Every choice that a stop offers. */
export function choicesIn({ body }: Snippet): string[][] {
  return [...body.join('\n').matchAll(/\$\{\d+\|(.*?)\|\}/g)].map(([, choices]) => choices.split(','));
}

/** The numbers of its stops; 0 is where the cursor ends. */
export function stopsOf({ body }: Snippet): number[] {
  const numbers = [...body.join('\n').matchAll(stop)].map((match) => Number(match[1] ?? match[4]));
  return [...new Set(numbers)].toSorted((a, b) => a - b);
}
