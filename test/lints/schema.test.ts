// schema/cnnc.config.schema.json and the reader of `cnnc.config.json` take the same settings, and the reader says
// where what it refuses stands.

import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintLevelsIn } from '../../compiler/lints/config.js';
import { lintCodes } from '../../compiler/index.js';
import { lintLevels } from '../../compiler/lints/levels.js';

const schema = JSON.parse(readFileSync('schema/cnnc.config.schema.json', 'utf8'));
const validate = new Ajv2020().compile(schema);
const isRead = (text: string): boolean => !('failure' in lintLevelsIn(text, 'cnnc.config.json'));

describe('what pages and editors show', () => {
  const pages = ['docs/lints.md', 'docs/ci.md', 'docs/command-line.md', 'README.md'];
  const shown = pages.flatMap((page) =>
    [...readFileSync(page, 'utf8').matchAll(/^```json\n([^]*?)^```$/gm)].map(([, text]) => text),
  );
  const configurations = shown.filter((text) => text.includes('"lints"'));

  it.each([...configurations, '{}', '{ "lints": {} }', '{ "$schema": "./cnnc.config.schema.json" }'])(
    '%s is taken',
    (text) => {
      expect({ validates: validate(JSON.parse(text)), reads: isRead(text) }).toEqual({
        validates: true,
        reads: true,
      });
    },
  );

  it('there are some', () => {
    expect(configurations.length).toBeGreaterThan(0);
  });
});

/** Mostly right, and now and then a word, a level or a shape that is not. */
const key = fc.constantFrom(...lintCodes, 'CNN301', 'CNN6O3', '__proto__', 'constructor', '');
const level = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...lintLevels) },
  fc.constantFrom('warn', 'OFF', '', 1, true, null, [], {}),
);
const lints = fc.oneof(
  { weight: 8, arbitrary: fc.array(fc.tuple(key, level), { maxLength: 3 }).map(asObject) },
  fc.constantFrom('[]', 'null', '3', '"CNN603"'),
);
const entry = fc.oneof(
  { weight: 6, arbitrary: lints.map((text) => `"lints": ${text}`) },
  fc.constantFrom('"$schema": "https://example.org/"', '"$schema": 3', '"lint": {}', '"__proto__": {}'),
);
const config = fc.oneof(
  { weight: 8, arbitrary: fc.array(entry, { maxLength: 2 }).map((entries) => `{ ${entries.join(', ')} }`) },
  fc.json(),
);

function asObject(entries: readonly (readonly [string, unknown])[]): string {
  const pairs = entries.map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{ ${pairs.join(', ')} }`;
}

it('the schema and the reader agree', () => {
  fc.assert(
    fc.property(config, (text) => {
      expect(isRead(text)).toBe(validate(JSON.parse(text)));
    }),
    { numRuns: 2000 },
  );
});

describe('a refusal says where', () => {
  it.each([
    ['{\n  "lints": {\n    "CNN6O3": "off"\n  }\n}', '3:5: there is no lint "CNN6O3"'],
    ['{ "lints": { "CNN603": "loud" } }', '1:14: CNN603 cannot be "loud"'],
    ['{\n "lint": {} }', '2:2: there is no setting "lint"'],
    ['{ "lints": 3 }', '1:3: "lints" wants an object'],
    ['{ "$schema": 3 }', '1:3: "$schema" wants an address'],
    ['{ "lints": {\n "CNN603": "off" "CNN604": "off" } }', '2:18 is not JSON'],
  ])('%s', (text, said) => {
    expect(lintLevelsIn(text, 'a.json')).toMatchObject({
      failure: expect.stringContaining(`a.json:${said}`),
    });
  });
});
