// Where `cnnc build` writes: as asked for, in the folder asked for, or beside the model.

import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Failure } from '../../runtime/failure.js';
import { standardInput } from '../read-source.js';

export async function destinationOf(file: string, output: string | undefined): Promise<string> {
  if (file === standardInput && output === undefined) {
    throw new Failure(
      'a model from standard input has no file to stand beside',
      'say where to write with -o PATH, or --stdout',
    );
  }
  const name = `${basename(file).replace(/\.cnn$/, '')}.ts`;
  if (output === undefined) return join(dirname(file), name);
  const isFolder = (await stat(output).catch(() => undefined))?.isDirectory() === true;
  const target = isFolder ? join(output, file === standardInput ? 'model.ts' : name) : output;
  if (await isSameFile(file, target))
    throw new Failure(`${target} is the model itself`, 'choose another name with -o');
  return target;
}

export async function isSameFile(file: string, target: string): Promise<boolean> {
  const [source, existing] = await Promise.all(
    [file, target].map((path) => stat(path).catch(() => undefined)),
  );
  return source !== undefined && source.ino === existing?.ino && source.dev === existing.dev;
}
