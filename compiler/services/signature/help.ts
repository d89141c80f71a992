// How something is written, as editors show it while its arguments are being written.

export interface SignatureHelp {
  readonly label: string;
  readonly documentation?: string;
  readonly parameters: readonly SignatureParameter[];
  /** Their number where none comes next. */
  readonly activeParameter: number;
}

export interface SignatureParameter {
  /** Where it stands in the label: start and end. */
  readonly label: readonly [number, number];
  readonly documentation?: string;
}
