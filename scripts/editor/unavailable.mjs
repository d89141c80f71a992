// What a machine lacks for the tests in a real VS Code: no failure of the extension, and a status of its own.

export class Unavailable extends Error {}

/** Says what is missing and leaves with 77, which .ci/run counts as skipped; other errors are thrown on. */
export function exitUnavailable(error) {
  if (!(error instanceof Unavailable)) throw error;
  console.error(`skipped: ${error.message}`);
  process.exit(77);
}
