// The texts that are open in the editor, as it tells of them, change by change.

import { TextDocument } from 'vscode-languageserver-textdocument';
import { TextDocuments, type Connection, type TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { Source } from '../../grammar/source.js';
import { nameOf } from './text-name.js';

/** One version of a text. */
export interface OpenText {
  /** As the editor spells it. */
  readonly uri: string;
  readonly version: number;
  readonly source: Source;
}

interface Buffer extends OpenText {
  readonly document: TextDocument;
}

export class OpenTexts {
  private readonly byName = new Map<string, OpenText>();
  private readonly synchronized = new TextDocuments<Buffer>({
    create: (uri, language, version, text) => bufferOf(TextDocument.create(uri, language, version, text)),
    update: ({ document }, changes, version) =>
      bufferOf(TextDocument.update(document, [...changes], version)),
  });

  /** @param changed called with the name of a text that was opened, edited or closed */
  listen(connection: Connection, changed: (name: string) => void): void {
    this.synchronized.onDidChangeContent(({ document }) => {
      this.byName.set(document.source.name, document);
      changed(document.source.name);
    });
    this.synchronized.onDidClose(({ document: { source } }) => {
      this.byName.delete(source.name);
      changed(source.name);
    });
    this.synchronized.listen(connection);
  }

  get(name: string): OpenText | undefined {
    return this.byName.get(name);
  }

  get names(): string[] {
    return [...this.byName.keys()];
  }
}

function bufferOf(document: TextDocument): Buffer {
  const { uri, version } = document;
  return { uri, version, document, source: new Source(nameOf(uri), document.getText()) };
}

export type Changes = readonly TextDocumentContentChangeEvent[];
