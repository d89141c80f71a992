// A failure that a person can do something about: what is wrong in one sentence, and the remedy.
// Commands print these two and no stack; any other error is a mistake in this program.

export class Failure extends Error {
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.remedy = remedy;
  }
}

/** What an error says of itself, on one line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0] : String(error);
}

/** The `code` of a system error such as `ENOENT`, or an empty string. */
export function systemCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
