// `cnnc.config.json`, `--lints` and comments, through `cnnc check`.

import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.js';
import { lintCodes } from '../../compiler/index.js';
import { lintLevels } from '../../compiler/lints/levels.js';
import { cnnc, folderWith } from '../cli/run-cnnc.js';

/** A warning, CNN603, on line 2, and an information, CNN604, on line 3. */
const model = 'input 28x28x3\nconv 32 3x3 same bn relu\nconv 32 5x5 same relu\nflatten; dense 10 softmax\n';

async function check(config: unknown, ...words: string[]) {
  const folder = await folderWith({ 'model.cnn': model });
  if (config !== undefined)
    await writeFile(
      join(folder, 'cnnc.config.json'),
      typeof config === 'string' ? config : JSON.stringify(config),
    );
  return told(folder, 'model.cnn', ...words);
}

async function told(folder: string, ...words: string[]) {
  const { status, stdout, stderr } = await cnnc(['check', ...words, '--format', 'short'], { cwd: folder });
  const lines = [...stdout.matchAll(/(error|warning|information) (CNN\d+)/g)].map(([line]) => line);
  return { status, lines, stderr };
}

describe('lints', () => {
  it('are warnings, and no errors', async () => {
    expect(await check(undefined)).toMatchObject({ status: 0, lines: ['warning CNN603'] });
  });

  it('fail a check that allows no warnings', async () => {
    expect(await check(undefined, '--max-warnings', '0')).toMatchObject({ status: 1 });
  });

  it('tell information where it is asked for, and nothing where nothing is wanted', async () => {
    const all = await check(undefined, '--lints', 'all', '--max-warnings', '1');
    expect(all).toMatchObject({ status: 0, lines: ['warning CNN603', 'information CNN604'] });
    expect(await check(undefined, '--lints', 'none')).toMatchObject({ status: 0, lines: [] });
  });
});

describe('cnnc.config.json', () => {
  it.each([
    ['takes a lint out', { CNN603: 'off' }, 0, []],
    ['makes it an error', { CNN603: 'error' }, 1, ['error CNN603']],
    ['asks for information', { CNN604: 'information' }, 0, ['warning CNN603', 'information CNN604']],
    ['makes information a warning', { CNN604: 'warning', CNN603: 'off' }, 0, ['warning CNN604']],
  ])('%s', async (_, lints, status, lines) => {
    expect(await check({ $schema: './schema.json', lints })).toMatchObject({ status, lines });
  });

  it('counts from the nearest folder upwards, up to that of the repository', async () => {
    const folder = await folderWith({ 'cnnc.config.json': '{ "lints": { "CNN603": "off" } }' });
    for (const path of ['a/b', 'c/.git']) await mkdir(join(folder, path), { recursive: true });
    for (const path of ['a/b/model.cnn', 'c/model.cnn']) await writeFile(join(folder, path), model);
    expect((await told(folder, 'a/b/model.cnn')).lines).toEqual([]);
    expect((await told(folder, 'c/model.cnn')).lines).toEqual(['warning CNN603']);
    await writeFile(join(folder, 'a/cnnc.config.json'), '{}');
    expect((await told(folder, 'a/b/model.cnn')).lines).toEqual(['warning CNN603']);
  });

  it.each([
    ['a key', { lint: {} }, 'there is no setting "lint"', 'did you mean "lints"?'],
    ['a code', { lints: { CNN6O3: 'off' } }, 'there is no lint "CNN6O3"', 'did you mean "CNN603"?'],
    ['an error', { lints: { CNN301: 'off' } }, 'there is no lint "CNN301"', 'did you mean "CNN601"?'],
    ['a level', { lints: { CNN603: 'warn' } }, 'CNN603 cannot be "warn"', 'write one of off, information'],
    ['a level that is none', { lints: { CNN603: 2 } }, 'CNN603 cannot be 2', 'write one of off'],
    ['a list', { lints: [] }, '"lints" wants an object', 'write "lints"'],
    ['no object', '3', 'expected an object', 'write {'],
    ['no JSON', '{ "lints": }', 'cnnc.config.json is not JSON', 'write {'],
  ])('refuses %s that it does not know', async (_, config, message, remedy) => {
    const { status, stderr } = await check(config);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain(remedy);
  });

  it('has a schema of the codes and levels that there are', () => {
    const kept = readFileSync('schema/cnnc.config.schema.json', 'utf8');
    expect(JSON.parse(kept)).toEqual(schema());
  });
});

function schema(): object {
  const levels = Object.fromEntries(
    lintCodes.map((code) => [code, { description: catalogue[code], enum: lintLevels }]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Settings of cnnc',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      lints: {
        description: 'How loud each lint is; what is not named is as loud as it is by itself.',
        type: 'object',
        properties: levels,
        additionalProperties: false,
      },
    },
    additionalProperties: false,
  };
}

it('comments allow what they name', async () => {
  const allowed = model.replace('bn relu\n', 'bn relu  # cnnc-allow CNN603: trained so\n');
  const folder = await folderWith({ 'model.cnn': allowed });
  expect(await told(folder, 'model.cnn', '--max-warnings', '0')).toMatchObject({ status: 0, lines: [] });
});
