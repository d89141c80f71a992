// Generated modules are TypeScript that the strictest compiler accepts. One program holds them all:
// most of its time goes into the types of tfjs.

import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { beforeAll, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { emitTypeScript } from '../../compiler/emit/typescript/index.js';
import { typeErrors } from '../support/generated-module.js';
import { examples, randomTexts } from './networks.js';

/** The names of its modules, and the texts of those. */
type Modules = ReadonlyMap<string, string>;

const golden = globSync('test/golden/emit/*.ts').toSorted();
const kinds: Readonly<Record<string, () => Promise<Modules>>> = {
  examples: () =>
    modulesOf(
      'example',
      examples.map(({ text }) => text),
    ),
  'the zoo': () =>
    modulesOf(
      'zoo',
      globSync('examples/zoo/*.cnn')
        .toSorted()
        .map((file) => readFileSync(file, 'utf8')),
    ),
  'random networks': () => modulesOf('random', randomTexts),
  'golden modules': async () =>
    new Map(golden.map((file, i) => [`golden-${i}.ts`, readFileSync(file, 'utf8')])),
};
const modules = new Map<string, Modules>();
let errors: readonly string[] = [];

beforeAll(async () => {
  for (const [kind, emit] of Object.entries(kinds)) modules.set(kind, await emit());
  errors = typeErrors(new Map([...modules.values()].flatMap((texts) => [...texts])));
}, 240_000);

it.each(Object.keys(kinds))('%s', (kind) => {
  const names = [...(modules.get(kind)?.keys() ?? [])];
  expect(names).not.toEqual([]);
  expect(errors.filter((error) => names.some((name) => error.includes(`/${name}:`)))).toEqual([]);
});

it('and nothing else is wrong', () => {
  expect(errors).toEqual([]);
});

async function modulesOf(kind: string, texts: readonly string[]): Promise<Modules> {
  const emitted = new Map<string, string>();
  for (const [i, text] of texts.entries()) {
    const { graph } = compile(text);
    if (graph === undefined) throw new Error(text);
    emitted.set(`${kind}-${i}.ts`, await emitTypeScript(graph, { sourceName: `${kind}-${i}.cnn` }));
  }
  return emitted;
}
