// Every rule fires where a fixture breaks it, and nowhere else: a rule that never fires is not there.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { ESLint } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const fixtures = join(root, 'test/fixtures/lint');
const names = readdirSync(fixtures, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const cruiseOptions: ICruiseOptions = await extractDepcruiseOptions(join(root, '.dependency-cruiser.cjs'));

/** Lines `FILE: RULE`, in order. */
type Breaches = readonly string[];

function sourcesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort();
}

/** What the comments of a fixture announce. */
function announced(name: string): Breaches {
  const folder = join(fixtures, name);
  return sourcesOf(folder)
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\/\/ breaks (\S+)/g)].map(
        ([, rule]) => `${file}: ${rule}`,
      ),
    )
    .sort();
}

async function linted(folder: string): Promise<Breaches> {
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: join(root, 'eslint.config.js') });
  const results = await eslint.lintFiles(sourcesOf(folder));
  return results.flatMap(({ filePath, messages }) =>
    messages
      .filter(({ severity }) => severity === 2)
      .map(({ ruleId, message }) => `${relative(folder, filePath)}: ${ruleId ?? message}`),
  );
}

/** The tool looks for files from the working folder. */
async function cruised(folder: string): Promise<Breaches> {
  process.chdir(folder);
  const { output } = await cruise(readdirSync('.'), {
    ...cruiseOptions,
    tsConfig: { fileName: join(root, 'tsconfig.json') },
  });
  return (output as ICruiseResult).summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
}

afterAll(() => {
  process.chdir(root);
});

describe('the rules', () => {
  it.each(names)('%s', async (name) => {
    const folder = join(fixtures, name);
    const found = [...(await linted(folder)), ...(await cruised(folder))].sort();
    expect(found).toEqual(announced(name));
  });

  it('all have a fixture, of those on imports', () => {
    const broken = new Set(names.flatMap(announced).map((breach) => breach.split(': ')[1]));
    const rules = cruiseOptions.ruleSet?.forbidden?.map(({ name }) => name) ?? [];
    expect(rules.length).toBeGreaterThan(5);
    expect(rules.filter((rule) => !broken.has(rule ?? ''))).toEqual([]);
  });
});
