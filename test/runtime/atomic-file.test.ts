// Files that appear whole or not at all, also when the disk says no.

import { chmod, mkdir, open, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openFolder, WriteError, writeAtomically } from '../../runtime/atomic-file.js';
import { temporaryFolder } from './temporary-folder.js';

const path = temporaryFolder();
afterEach(() => vi.restoreAllMocks());

/** Makes a method of every open file fail once with a system error. */
async function failing(method: 'writeFile' | 'sync' | 'close', code: string): Promise<void> {
  const file = await open(path(), 'r');
  await file.close();
  const error = Object.assign(new Error(`${code}: it fails`), { code });
  vi.spyOn(Object.getPrototypeOf(file) as typeof file, method).mockRejectedValueOnce(error);
}

describe('writing', () => {
  it.each(['text', Uint8Array.of(1, 2, 3)])('leaves the whole file and nothing else', async (data) => {
    await writeAtomically(path('file'), data);
    expect(await readdir(path())).toEqual(['file']);
    expect(await readFile(path('file'))).toEqual(Buffer.from(data));
  });

  it('replaces an older file and keeps its mode', async () => {
    await writeFile(path('file'), 'older');
    await chmod(path('file'), 0o640);
    await writeAtomically(path('file'), 'newer');
    expect(await readFile(path('file'), 'utf8')).toBe('newer');
    expect((await stat(path('file'))).mode & 0o777).toBe(0o640);
  });

  it('writes through a link', async () => {
    await writeFile(path('file'), 'older');
    await symlink(path('file'), path('link'));
    await writeAtomically(path('link'), 'newer');
    expect(await readFile(path('file'), 'utf8')).toBe('newer');
  });

  it('does not replace a device', async () => {
    await writeAtomically('/dev/null', 'gone');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it('keeps two writers of one file apart', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(1000));
    await Promise.all(texts.map((text) => writeAtomically(path('file'), text)));
    expect(texts).toContain(await readFile(path('file'), 'utf8'));
    expect(await readdir(path())).toEqual(['file']);
  });
});

describe('a write that fails', () => {
  it.each<['writeFile' | 'sync', string, string, string]>([
    ['writeFile', 'ENOSPC', 'the disk is full', 'free some space, or write to another disk'],
    ['sync', 'EIO', 'the disk reports a fault', 'check the disk, or write to another one'],
    ['writeFile', 'EDQUOT', 'the disk quota is used up', 'free some space, or write to another disk'],
  ])('%s: %s leaves the older file and no other', async (method, code, cause, remedy) => {
    await writeFile(path('file'), 'older');
    await failing(method, code);
    const error: unknown = await writeAtomically(path('file'), 'newer').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(WriteError);
    expect(error).toMatchObject({ message: `cannot write ${path('file')}: ${cause}`, remedy });
    expect(await readdir(path())).toEqual(['file']);
    expect(await readFile(path('file'), 'utf8')).toBe('older');
  });

  it.each<[string, (name: typeof path) => string, string]>([
    ['into no folder', (name) => name('none/file'), 'its folder does not exist'],
    ['under a file', (name) => name('taken/file'), 'a part of the path is a file, not a folder'],
    ['onto a folder', (name) => name('folder'), 'it is a folder'],
    ['under a name too long', (name) => name('n'.repeat(300)), 'its name is too long'],
    ['to a device that is full', () => '/dev/full', 'the disk is full'],
  ])('%s', async (_, target, cause) => {
    await writeFile(path('taken'), '');
    await mkdir(path('folder'));
    await expect(writeAtomically(target(path), 'x')).rejects.toMatchObject({
      name: 'WriteError',
      message: `cannot write ${target(path)}: ${cause}`,
      remedy: expect.any(String) as string,
    });
    expect((await readdir(path())).sort()).toEqual(['folder', 'taken']);
  });
});

describe('opening a folder', () => {
  it('makes it with its parents, and leaves it empty', async () => {
    await openFolder(path('a/b'));
    await openFolder(path('a/b'));
    expect(await readdir(path('a/b'))).toEqual([]);
  });

  it.each(['taken', 'taken/below'])('refuses %s, where a file is in the way', async (name) => {
    await writeFile(path('taken'), '');
    await expect(openFolder(path(name))).rejects.toThrow('a part of the path is a file, not a folder');
  });

  it('refuses a full disk', async () => {
    await failing('writeFile', 'ENOSPC');
    await expect(openFolder(path('a'))).rejects.toThrow('the disk is full');
    expect(await readdir(path('a'))).toEqual([]);
  });
});
