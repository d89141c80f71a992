// Something that may stand at the cursor, before it is brought into the form that editors take.

export type CompletionKind =
  | 'layer'
  | 'block'
  | 'option'
  | 'activation'
  | 'parameter'
  | 'value'
  | 'keyword'
  | 'function'
  | 'property'
  | 'setting'
  | 'metric'
  | 'file'
  | 'snippet';

export interface Suggestion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A shape or a value. */
  readonly detail?: string | undefined;
  readonly documentation?: string | undefined;
  /** What is written; the label where it is not given. */
  readonly text?: string;
  /** What is written, with places to fill. */
  readonly snippet?: string;
  /** How likely it is meant: 0 is the likeliest, 9 the least. */
  readonly rank: number;
}
