// The workflow that `cnnc init` writes: GitHub checks every push, and shows mistakes beside the lines.

/** @param version of the package, which the workflow keeps to; undefined for the newest */
export function workflow(version: string | undefined): string {
  const wanted = version === undefined ? 'cnnc' : `cnnc@${version}`;
  return `# Checks the networks of this repository. Mistakes appear beside the lines that have them.
name: cnnc

on: [push, pull_request]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      # To check takes no engine: what is optional stays out.
      - run: npm install --global --omit=optional ${wanted}
      - run: cnnc check .
`;
}
