// Markdown as editors show it.

export function fence(code: string): string {
  return `\`\`\`cnn\n${code}\n\`\`\``;
}

/** How something is written: no text of the language, for it has brackets around what may be left out. */
export function formFence(pattern: string): string {
  return `\`\`\`\n${pattern}\n\`\`\``;
}

/** A table of two columns without titles; rows of which nothing is known are left out. */
export function table(rows: readonly (readonly [string, string | undefined])[]): string | undefined {
  const known = rows.filter(([, value]) => value !== undefined && value !== '');
  if (known.length === 0) return undefined;
  return ['| | |', '|---|---|', ...known.map(([title, value]) => `| ${title} | ${cell(value ?? '')} |`)].join(
    '\n',
  );
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

export function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

export function code(text: string): string {
  return `\`${text}\``;
}

/** A sentence out of a phrase of the documentation. */
export function sentence(phrase: string): string {
  const [first = ''] = phrase;
  return `${first.toUpperCase()}${phrase.slice(1)}${/[.!?]$/.test(phrase) ? '' : '.'}`;
}
