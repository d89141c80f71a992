// Tells the editor what is wrong in which text: as soon as it is known, or, where the editor would rather ask,
// when it asks. Never both.

import type { Connection, Diagnostic } from 'vscode-languageserver';
import type { Analyzed } from './analyses.js';
import type { Client } from './client.js';
import { Findings } from './findings.js';
import type { OpenTexts } from './open-texts.js';
import { uriOf } from './text-name.js';

export class Board {
  private readonly connection: Connection;
  private readonly client: Client;
  private readonly open: OpenTexts;
  private readonly findings: Findings;
  /** What was told of closed texts, so that nothing is told twice. */
  private readonly told = new Map<string, string>();

  constructor(connection: Connection, client: Client, open: OpenTexts) {
    this.connection = connection;
    this.client = client;
    this.open = open;
    this.findings = new Findings(client);
  }

  /** Whether the editor asks for what it wants to know. */
  get isAsked(): boolean {
    return this.client.pullsDiagnostics && !this.client.takesPushedDiagnostics;
  }

  /** @param withRemedies whether to wait until they have been tried */
  take(analyzed: Analyzed, withRemedies: boolean): void {
    this.tell(this.findings.take(analyzed, withRemedies), analyzed.analysis.source.name);
  }

  forget(name: string): void {
    this.tell(this.findings.forget(name), undefined);
  }

  of(name: string): Diagnostic[] {
    return this.findings.of(name, this.open.get(name)?.source.text);
  }

  /** @param analyzed the text of which everything is told, whether it changed or not: its version did */
  private tell(names: ReadonlySet<string>, analyzed: string | undefined): void {
    if (this.isAsked) return;
    for (const name of names) {
      const open = this.open.get(name);
      const diagnostics = this.of(name);
      const print = JSON.stringify(diagnostics);
      if ((this.told.get(name) ?? '[]') === print && (open === undefined || name !== analyzed)) continue;
      if (diagnostics.length === 0) this.told.delete(name);
      else this.told.set(name, print);
      const version = open === undefined ? {} : { version: open.version };
      void this.connection.sendDiagnostics({ uri: open?.uri ?? uriOf(name), diagnostics, ...version });
    }
  }
}
