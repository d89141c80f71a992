// All that features work with, from the greeting to the end.

import type { Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Analyses } from './analyses.js';
import type { Answers } from './answers.js';
import type { Board } from './board.js';
import type { Client } from './client.js';
import type { Host } from './host.js';
import type { OpenTexts } from './open-texts.js';
import type { Settings } from './settings.js';
import type { Workspace } from './workspace.js';

export interface Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: Client;
  readonly open: OpenTexts;
  readonly analyses: Analyses;
  readonly board: Board;
  readonly workspace: Workspace;
  readonly answers: Answers;
  readonly settings: () => Settings;
}

/** Answers its requests from now on; what it returns tells the editor that it does. */
export type Feature = (session: Session) => ServerCapabilities;
