// What a target makes of a model: the text of a module, and perhaps a file beside it.

export interface Made {
  readonly text: string;
  /** A weights file that the module wants beside it. */
  readonly weights?: Uint8Array | undefined;
}
