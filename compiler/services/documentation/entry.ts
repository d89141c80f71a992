// What a word of the language says of itself in an editor.

export interface Entry {
  /** How it is written. */
  readonly form: string;
  readonly about: string;
}

export type Entries = Readonly<Record<string, Entry>>;
