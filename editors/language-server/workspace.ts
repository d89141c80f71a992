// The models of the folders that are open in the editor, also those that nobody has opened.

import type { Analysis } from '../../compiler/compile.js';
import type { Analyses } from './analyses.js';
import type { Host } from './host.js';
import { isBelow } from './text-name.js';

/** Beyond so many, a folder is no project of networks, and reading it all would take longer than anyone waits. */
const mostModels = 2_000;

export class Workspace {
  private readonly host: Host;
  private readonly analyses: Analyses;
  private folders: readonly string[];
  private readonly models = new Set<string>();
  private searching: Promise<void> | undefined;

  constructor(host: Host, analyses: Analyses, folders: readonly string[]) {
    this.host = host;
    this.analyses = analyses;
    this.folders = folders;
  }

  /** The names of all models; they are looked for when somebody first asks. */
  async names(): Promise<readonly string[]> {
    this.searching ??= this.search();
    await this.searching;
    return [...this.models];
  }

  /** Of all models, and of every text that is open besides. */
  async analysesWith(others: readonly string[]): Promise<readonly Analysis[]> {
    const names = new Set([...others, ...(await this.names())]);
    return [...names].flatMap((name) => this.analyses.newest(name)?.analysis ?? []);
  }

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.models.clear();
    this.searching = undefined;
  }

  get openFolders(): readonly string[] {
    return this.folders;
  }

  has(name: string): boolean {
    return this.models.has(name);
  }

  add(name: string): void {
    if (name.endsWith('.cnn') && this.folders.some((folder) => isBelow(name, folder))) this.models.add(name);
  }

  remove(name: string): void {
    this.models.delete(name);
  }

  private async search(): Promise<void> {
    const found = this.folders.length === 0 ? [] : await this.host.findModels(this.folders);
    for (const name of found.slice(0, mostModels)) this.models.add(name);
  }
}
