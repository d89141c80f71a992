// A JSON document as a text that people can read too.

export function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
