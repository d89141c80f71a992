// What happens when: a text changes, a file, the settings, the folders that are open.

import { FileChangeType, type Connection, type FileEvent } from 'vscode-languageserver';
import { Analyses, type Analyzed } from './analyses.js';
import { Answers } from './answers.js';
import { Board } from './board.js';
import type { Client } from './client.js';
import type { Host } from './host.js';
import { LintSettingsFinder } from './lint-settings.js';
import { OpenTexts } from './open-texts.js';
import { refreshIn } from './refresh.js';
import { Schedule, type Clock } from './schedule.js';
import type { Session } from './session.js';
import { settingsIn, type Settings } from './settings.js';
import { nameOf } from './text-name.js';
import { Texts } from './texts.js';
import { Workspace } from './workspace.js';

const clock: Clock = {
  now: () => performance.now(),
  wait: (milliseconds, then) => {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Remedies are tried on the whole text, many times; of texts up to this size nobody notices. */
const quicklyTried = 10_000;
const untilRemedies = 300;

/** In characters, and what is written out as if it had been written. */
function sizeOf({ analysis: { source, network } }: Analyzed): number {
  return source.text.length + 30 * network.layers.length;
}

export class Service {
  readonly session: Session;
  private readonly connection: Connection;
  private readonly open = new OpenTexts();
  private readonly texts: Texts;
  private readonly analyses: Analyses;
  private readonly schedule: Schedule;
  private readonly board: Board;
  private readonly workspace: Workspace;
  private readonly refresh: () => void;
  /** What the last analysis of an open text took. */
  private readonly costs = new Map<string, number>();
  private settings: Settings;

  constructor(connection: Connection, host: Host, client: Client) {
    this.connection = connection;
    this.settings = settingsIn(client.settings);
    this.texts = new Texts(this.open, host, (name) => this.changed(name));
    const lints = new LintSettingsFinder(this.texts, host);
    const show = () => this.settings.lints;
    const around = { open: this.open, texts: this.texts, lints, show, now: () => clock.now() };
    this.analyses = new Analyses(around, (analyzed) => this.analyzed(analyzed));
    const cost = (name: string) => this.costs.get(name) ?? 0;
    this.schedule = new Schedule(clock, (name) => this.analyze(name), cost);
    this.board = new Board(connection, client, this.open);
    this.workspace = new Workspace(host, this.analyses, client.folders);
    this.refresh = refreshIn(connection, client, clock);
    const answers = new Answers(connection, this.open, this.analyses, clock);
    const { open, analyses, board, workspace } = this;
    const settings = () => this.settings;
    this.session = { connection, host, client, open, analyses, board, workspace, answers, settings };
  }

  listen(): void {
    this.open.listen(this.connection, (name) => this.changed(name));
  }

  fileChanged({ uri, type }: FileEvent): void {
    const name = nameOf(uri);
    this.texts.forget(name);
    if (type === FileChangeType.Deleted) this.workspace.remove(name);
    else this.workspace.add(name);
    // The open text counts, whatever becomes of the file.
    if (this.open.get(name) === undefined) this.changed(name);
  }

  applySettings(value: unknown): void {
    const before = this.settings;
    this.settings = settingsIn(value);
    if (before.lints !== this.settings.lints) this.checkAgain(this.analyses.outdateAll());
    if (before.inlayHints !== this.settings.inlayHints) this.refresh();
    if (before.workspaceDiagnostics !== this.settings.workspaceDiagnostics) void this.checkWorkspace();
  }

  async checkWorkspace(): Promise<void> {
    if (this.settings.workspaceDiagnostics) {
      for (const name of await this.workspace.names())
        if (!this.analyses.isFresh(name)) this.schedule.later(name);
    }
    for (const name of this.analyses.names) if (!this.isTold(name)) this.leave(name);
  }

  /** A text, or what stands behind its name. */
  private changed(name: string): void {
    const outdated = this.analyses.outdate(name);
    this.checkAgain(this.isTold(name) ? [...new Set([name, ...outdated])] : outdated);
    if (!this.isTold(name)) this.leave(name);
    if (outdated.some((other) => other !== name)) this.refresh();
  }

  private checkAgain(names: readonly string[]): void {
    for (const name of names) {
      if (this.open.get(name) !== undefined) this.schedule.soon(name);
      else if (this.isTold(name)) this.schedule.later(name);
    }
  }

  /** Whether anyone wants to hear of it unasked. */
  private isTold(name: string): boolean {
    if (this.open.get(name) !== undefined) return true;
    return this.settings.workspaceDiagnostics && this.workspace.has(name);
  }

  private leave(name: string): void {
    this.schedule.forget(name);
    this.analyses.forget(name);
    this.costs.delete(name);
    this.board.forget(name);
  }

  private analyze(name: string): void {
    try {
      this.analyses.newest(name);
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      this.connection.console.error(`the analysis of ${name} failed: ${reason}`);
    }
  }

  private analyzed(analyzed: Analyzed): void {
    const { name } = analyzed.analysis.source;
    if (analyzed.version !== undefined) this.costs.set(name, analyzed.milliseconds);
    if (!this.isTold(name)) return;
    const isQuick = sizeOf(analyzed) <= quicklyTried || analyzed.version === undefined || this.board.isAsked;
    this.board.take(analyzed, isQuick);
    if (!isQuick) this.tryRemedies(analyzed);
  }

  /** As soon as nobody types. */
  private tryRemedies(analyzed: Analyzed): void {
    clock.wait(untilRemedies, () => {
      const { name } = analyzed.analysis.source;
      if (this.analyses.isFresh(name) && this.analyses.newest(name) === analyzed)
        this.board.take(analyzed, true);
    });
  }
}
