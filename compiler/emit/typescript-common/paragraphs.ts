// Statements in paragraphs: those of one layer of the source with branches stand together.

/** `names` are those of the layers that the statements compute. */
export function paragraphsOf(names: readonly string[], statements: readonly string[]): string[] {
  const scopes = names.map(scopeOf);
  const paragraphs: string[] = [];
  statements.forEach((statement, index) => {
    if (index > 0 && scopes[index] === scopes[index - 1])
      paragraphs.push(`${paragraphs.pop()}\n${statement}`);
    else paragraphs.push(statement);
  });
  return paragraphs;
}

/** The layer of the source that a name belongs to: `inception1`, of `inception1.conv2`. */
function scopeOf(name: string): string {
  return name.split('.')[0];
}
