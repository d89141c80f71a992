// `cnnc check --fix`: what it writes, what it leaves alone, and that no text becomes worse.

import { chmod, link, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixTexts } from '../../cli/check/fix-texts.js';
import { identityOf } from '../../cli/check/identity.js';
import { Source, compile, isError, type Diagnostic, type Fix } from '../../compiler/index.js';
import { texts as brokenTexts } from './fix-broken-texts.js';
import { cnnc, folderWith } from './run-cnnc.js';

const blocks = 'block Unit(maps) {\n  conv maps 3x3 same relu\n}\n';
/** One mistake with a safe remedy, one with another. */
const model = `use "blocks.cnn"
use "blocks.cnn"
input 28x28x1
Unit 8
flatten
dense 10 softmax -> 11
`;

const fixed = model
  .replace('use "blocks.cnn"\nuse', 'use')
  .replace('use "blocks.cnn"\n', 'use "blocks.cnn"\n\n');

async function project(files: Readonly<Record<string, string>> = {}): Promise<string> {
  return folderWith({ 'blocks.cnn': blocks, 'model.cnn': model, ...files });
}

describe('what is written', () => {
  it('is what safe remedies give, and the rest is told', async () => {
    const folder = await project();
    const { status, stdout, stderr } = await cnnc(['check', 'model.cnn', '--fix'], { cwd: folder });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^error\[CNN401\]/);
    expect(stderr).toBe(
      'fixed model.cnn:2: CNN203 `blocks.cnn` is used already: take the line out\n' +
        'Fixed 1 mistake.\n1 error in 1 file.\n',
    );
    expect(await readFile(join(folder, 'model.cnn'), 'utf8')).toBe(fixed);
  });

  it('with --unsafe is also what the first remedy of each other mistake gives', async () => {
    const folder = await project();
    const { status, stdout, stderr } = await cnnc(['check', 'model.cnn', '--fix', '--unsafe'], {
      cwd: folder,
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('Fixed 2 mistakes.\nNo errors in 1 file.\n');
    expect(await readFile(join(folder, 'model.cnn'), 'utf8')).toBe(fixed.replace('dense 10', 'dense 11'));
  });

  it('keeps a byte order mark, the ends of lines and the mode of the file', async () => {
    const text = `\uFEFF${model.replaceAll('\n', '\r\n')}`;
    const folder = await project({ 'model.cnn': text });
    const { mode } = await stat(join(folder, 'model.cnn'));
    await cnnc(['check', 'model.cnn', '--fix'], { cwd: folder });
    const after = await readFile(join(folder, 'model.cnn'), 'utf8');
    expect(after).toBe(`\uFEFF${fixed.replaceAll('\n', '\r\n')}`);
    expect((await stat(join(folder, 'model.cnn'))).mode).toBe(mode);
  });

  it('is nothing where nothing helps: the file is not touched', async () => {
    const folder = await project({ 'model.cnn': 'input 8x8x1\nflatten\ndense 4\n' });
    const before = await stat(join(folder, 'model.cnn'));
    const { status, stderr } = await cnnc(['check', 'model.cnn', '--fix'], { cwd: folder });
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'No errors in 1 file.\n' });
    expect(await stat(join(folder, 'model.cnn'))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });
});

describe('files behind `use`', () => {
  const library = `use "blocks.cnn"\nuse "blocks.cnn"\nblock Two(maps) { Unit maps; Unit maps }\n`;
  const user = 'use "library.cnn"\ninput 8x8x1\nTwo 4\nflatten\ndense 10\n';

  it('are left alone unless they are named', async () => {
    const folder = await project({ 'library.cnn': library, 'user.cnn': user });
    const { status, stderr } = await cnnc(['check', 'user.cnn', '--fix'], { cwd: folder });
    expect(await readFile(join(folder, 'library.cnn'), 'utf8')).toBe(library);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'library.cnn could be fixed too: name it among the files.\n1 error in 1 file.\n',
    });
    const named = await cnnc(['check', 'user.cnn', './library.cnn', '--fix'], { cwd: folder });
    expect(named.status).toBe(0);
    expect(await readFile(join(folder, 'library.cnn'), 'utf8')).not.toBe(library);
  });
});

describe('standard input', () => {
  it('is printed, fixed, with what is left on standard error', async () => {
    const folder = await project();
    const { status, stdout, stderr } = await cnnc(['check', '-', '--fix'], { cwd: folder, input: model });
    expect({ status, stdout }).toEqual({ status: 1, stdout: fixed });
    expect(stderr).toContain('error[CNN401]');
  });

  it.each([
    [['-', 'model.cnn', '--fix'], 'name - alone'],
    [['model.cnn', '--unsafe'], 'write --fix --unsafe'],
    [['model.cnn', '--fix', '--watch'], 'cannot be used with'],
  ])('%j is refused', async (words, reason) => {
    const { status, stderr } = await cnnc(['check', ...words], { cwd: await project() });
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });
});

it('a link stays a link', async () => {
  const folder = await project();
  const { symlink, lstat } = await import('node:fs/promises');
  await symlink('model.cnn', join(folder, 'link.cnn'));
  await cnnc(['check', 'link.cnn', 'model.cnn', '--fix'], { cwd: folder });
  expect((await lstat(join(folder, 'link.cnn'))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'model.cnn'), 'utf8')).toBe(fixed);
});

describe('no text becomes worse', () => {
  const check = (text: string) => compile(text, { file: 'model.cnn' }).diagnostics;

  it.each(brokenTexts)('%s', (text) => {
    const identity = identityOf('model.cnn');
    const before = check(text);
    for (const unsafe of [false, true]) {
      const after = fixTexts(
        new Map([[identity, text]]),
        (texts) => check(texts.get(identity) ?? ''),
        unsafe,
      );
      const left = check(after.texts.get(identity) ?? '');
      expect(left.filter(isError).length).toBeLessThanOrEqual(before.filter(isError).length);
      expect(left.length).toBeLessThanOrEqual(before.length);
      if (after.made.length === 0) expect(after.texts.get(identity)).toBe(text);
      const safe = left.flatMap(({ fixes }) => fixes).filter((fix) => fix.safe);
      expect(safe.length).toBeLessThanOrEqual(after.refused.size);
    }
  });
});

it('what comes to light behind the last error is mended too, where that is safe', () => {
  const text = model.replace(' -> 11', '').replace('flatten', 'conv 8 3x3; bn; relu; relu; flatten');
  const identity = identityOf('model.cnn');
  const readFile = () => ({ name: 'blocks.cnn', text: blocks });
  const check = (texts: ReadonlyMap<string, string>) =>
    compile(texts.get(identity) ?? '', { file: 'model.cnn', readFile, lints: {} }).diagnostics;
  const { made, diagnostics } = fixTexts(new Map([[identity, text]]), check, false);
  expect(made.map(({ diagnostic }) => diagnostic.code)).toEqual(['CNN203', 'CNN614']);
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning CNN603']);
});

describe('a remedy that is called safe and is not', () => {
  /** Each `a` is a mistake whose remedy says `words`; each `b` is one without. */
  function mistakes(words: string): (texts: ReadonlyMap<string, string>) => Diagnostic[] {
    return (texts) => {
      const source = new Source('made-up.cnn', [...texts.values()].join(''));
      return [...source.text.matchAll(/[ab]/g)].map(({ index, 0: letter }) => {
        const span = { start: index, end: index + 1 };
        const fix: Fix = { title: `write ${words}`, safe: true, edits: [{ span, text: words }] };
        const fixes = letter === 'a' ? [fix] : [];
        return {
          code: letter,
          severity: 'error',
          message: letter,
          source,
          span,
          related: [],
          notes: [],
          fixes,
        };
      });
    };
  }
  const run = (text: string, words: string) => {
    const { texts, made, refused } = fixTexts(
      new Map([[identityOf('made-up.cnn'), text]]),
      mistakes(words),
      false,
    );
    return { text: [...texts.values()].join(''), made: made.length, refused: refused.size };
  };

  it.each([
    ['a.\n.a\n', '-', { text: '-.\n.-\n', made: 2, refused: 0 }],
    ['a.\n.a\n', 'bb', { text: 'a.\n.a\n', made: 0, refused: 2 }],
    ['a.\n', 'b', { text: 'a.\n', made: 0, refused: 1 }],
    ['a.\n', 'a', { text: 'a.\n', made: 0, refused: 1 }],
    ['aa\n', '-', { text: '--\n', made: 2, refused: 0 }],
  ])('%j by %j', (text, words, outcome) => {
    expect(run(text, words)).toEqual(outcome);
  });
});

it('a file that changes meanwhile is not overwritten', async () => {
  const folder = await project();
  const { fixFiles } = await import('../../cli/check/fix-files.js');
  const name = join(folder, 'model.cnn');
  await writeFile(name, `${model}# newer\n`);
  await expect(fixFiles([{ name, text: model }], { quiet: true })).rejects.toThrow(
    'changed by another program',
  );
  expect(await readFile(name, 'utf8')).toContain('# newer');
});

it('leaves a file that is read-only, and keeps the names of a file one', async () => {
  const folder = await folderWith({ 'blocks.cnn': blocks, 'a.cnn': model, 'b.cnn': model });
  await chmod(join(folder, 'a.cnn'), 0o444);
  await link(join(folder, 'b.cnn'), join(folder, 'c.cnn'));
  const { status, stderr } = await cnnc(['check', '--fix', 'a.cnn'], { cwd: folder });
  expect(status).toBe(2);
  expect(stderr).toContain(
    'cannot write a.cnn: it is read-only\n  help: check its permissions, or leave --fix out',
  );
  expect(await readFile(join(folder, 'a.cnn'), 'utf8')).toBe(model);
  await cnnc(['check', '--fix', 'b.cnn'], { cwd: folder });
  const [b, c] = await Promise.all(['b.cnn', 'c.cnn'].map((name) => readFile(join(folder, name), 'utf8')));
  expect(b).toBe(c);
  expect(b).not.toBe(model);
});
