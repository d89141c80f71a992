// Asks git for what a file held. Git is a process without a shell, what a person gave reaches it as
// one word behind its options or on its standard input, and no configured filter runs.

import { spawnSync } from 'node:child_process';
import { Failure, systemCode } from '../runtime/failure.js';

export class GitRepository {
  /** From the top of the repository to the folder: `nets/`, or nothing. */
  readonly prefix: string;
  private readonly folder: string;

  /** @throws Failure where git is missing, or the folder is in no repository */
  constructor(folder: string) {
    this.folder = folder;
    const { status, stdout, stderr } = this.git(['rev-parse', '--show-prefix']);
    if (status !== 0) throw noRepository(folder, stderr);
    this.prefix = stdout.toString('utf8').replace(/\n$/, '');
  }

  /** @throws Failure where it names no commit */
  commitOf(revision: string): string {
    if (revision.startsWith('-') || revision.trim() === '' || /[\0\n:]/.test(revision))
      throw new Failure(
        `${JSON.stringify(revision)} is no revision`,
        'write a branch, a tag or a commit: main, v1.0, HEAD~1',
      );
    if (revision.includes('..'))
      throw new Failure(`${revision} is a range of revisions`, 'name the one to compare with, such as main');
    const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
    const { status, stdout } = this.git(words);
    if (status === 0) return stdout.toString('utf8').trim();
    throw new Failure(
      `there is no revision ${revision} in this repository`,
      '`git log --oneline` and `git branch --all` list them; a shallow clone holds the newest alone (`git fetch --unshallow`)',
    );
  }

  /** A file by its path in the repository, links within it followed; undefined where there is none. */
  textOf(commit: string, path: string, most: number): Buffer | 'too large' | undefined {
    if (path.includes('\n')) return undefined;
    const request = `${commit}:${path}\n`;
    const words = ['cat-file', '--follow-symlinks'];
    const [, kind, size] = this.git([...words, '--batch-check'], request)
      .stdout.toString('utf8')
      .trim()
      .split(' ');
    if (kind !== 'blob') return undefined;
    if (Number(size) > most) return 'too large';
    const { stdout } = this.git([...words, '--batch'], request);
    const start = stdout.indexOf('\n') + 1;
    return stdout.subarray(start, start + Number(size));
  }

  private git(words: readonly string[], input = ''): ReturnType<typeof run> {
    return run(['-C', this.folder, ...words], input);
  }
}

function run(words: readonly string[], input: string) {
  const result = spawnSync('git', words, {
    input,
    maxBuffer: 64 * 1024 * 1024,
    // Messages are looked into; nothing asks the terminal or fetches what a partial clone lacks.
    env: { ...process.env, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' },
  });
  if (result.error === undefined) return result;
  if (systemCode(result.error) === 'ENOENT')
    throw new Failure('git is not installed, or not on the PATH', 'install git, or name two files');
  throw new Failure(`git cannot be run: ${result.error.message}`);
}

function noRepository(folder: string, stderr: Buffer): Failure {
  const said = stderr
    .toString('utf8')
    .trim()
    .split('\n')[0]
    .replace(/^fatal: /, '');
  if (said.startsWith('not a git repository'))
    return new Failure(`${folder} is in no git repository`, 'name two files to compare');
  return new Failure(`git refuses ${folder}: ${said}`, 'see what `git status` says there');
}
