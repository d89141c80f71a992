// What the server and an extension say to each other besides the protocol of language servers. An extension
// imports this file for the names and types.

import type { Summary } from '../../compiler/summary/summarize.js';

/** What an extension says of itself when it starts the server. */
export interface InitializationOptions {
  /** Commands that it has; lenses and actions that run others are left out. */
  readonly commands?: readonly string[];
  /** As under the section `cnnc` of its settings; for editors that cannot be asked for them. */
  readonly settings?: unknown;
}

export interface OfText {
  readonly uri: string;
}

/** `cnnc/summary`: what `cnnc summary` prints, and with `--json`. */
export const summaryMethod = 'cnnc/summary';
export interface SummaryAnswer {
  readonly text: string;
  readonly json: Summary;
}

/** `cnnc/explain`: the page of a code. */
export const explainMethod = 'cnnc/explain';
export interface ExplainParams {
  readonly code: string;
}
export interface ExplainAnswer {
  readonly markdown: string;
}

/** `cnnc/graph`: the network, to be drawn. */
export const graphMethod = 'cnnc/graph';
export interface GraphNode {
  readonly id: string;
  /** As written: `conv 32 5x5 same relu`. */
  readonly text: string;
  readonly kind: string;
  /** `28x28x32`; left out where it is not known. */
  readonly shape?: string;
  readonly parameters: number;
  /** Where it is written, from 0. */
  readonly line: number;
  readonly uri: string;
}
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}
export interface GraphAnswer {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** The same, drawn from top to bottom. */
  readonly svg: string;
}

/** Of the server in a browser, to the extension: `cnnc/readFile`, the text of a file, or null. */
export const readFileMethod = 'cnnc/readFile';
export interface ReadFileAnswer {
  readonly text: string | null;
}

/** `cnnc/listFolder`: what lies in a folder. */
export const listFolderMethod = 'cnnc/listFolder';
export interface ListFolderAnswer {
  readonly entries: readonly { readonly name: string; readonly isFolder: boolean }[];
}

/** `cnnc/findModels`: the URIs of all `.cnn` files in these folders. */
export const findModelsMethod = 'cnnc/findModels';
export interface FindModelsParams {
  readonly folders: readonly string[];
}
export interface FindModelsAnswer {
  readonly uris: readonly string[];
}
