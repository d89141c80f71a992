// What all rules share: how one fails, and where reading goes on after a statement that failed.

import {
  EmbeddedActionsParser,
  MismatchedTokenException,
  type IRecognitionException,
  type IToken,
  type TokenType,
} from 'chevrotain';
import { expected } from './expectations.js';
import { LazyLookahead } from './lazy-lookahead.js';
import type { Span } from './source.js';
import * as T from './tokens.js';

/** Where a statement may end, and where reading goes on after one that failed. */
const statementEnds = [T.NewLine, T.Semicolon, T.RightBrace, T.Bar, T.CloseBranches, T.EOF];

export class RecoveringParser extends EmbeddedActionsParser {
  /** Chevrotain's own way to note an error; its typings leave it out, and the next one too. */
  declare private readonly SAVE_ERROR: (error: Error) => Error;
  declare private recoveryEnabled: boolean;

  constructor(validated: boolean) {
    super(T.allTokens, {
      maxLookahead: 1,
      lookaheadStrategy: new LazyLookahead({ maxLookahead: 1 }),
      recoveryEnabled: true,
      skipValidations: !validated,
      errorMessageProvider: expected,
    });
  }

  /** Without the sets of what may follow a rule, which only Chevrotain's own recovery looks into. */
  protected override performSelfAnalysis(): void {
    this.recoveryEnabled = false;
    super.performSelfAnalysis();
    this.recoveryEnabled = true;
  }

  /** From the first token to the last that was read. */
  protected since(first: IToken): Span {
    return { start: first.startOffset, end: Math.max(T.endOffset(first), T.endOffset(this.LA(0))) };
  }

  protected fail(message: string, token: IToken): never {
    throw this.SAVE_ERROR(new MismatchedTokenException(message, token, this.LA(0)));
  }

  // A missing or surplus word is a mistake of the text, not one to be guessed away.

  protected override canTokenTypeBeInsertedInRecovery(): boolean {
    return false;
  }

  protected override canTokenTypeBeDeletedInRecovery(): boolean {
    return false;
  }

  protected requireEnd(): void {
    const next = this.LA(1);
    if (statementEnds.includes(next.tokenType)) return;
    this.fail(expected.end(next), next);
  }

  // Chevrotain would go on at anything that can start a statement; a new one starts after an end.

  protected isInCurrentRuleReSyncSet(): boolean {
    return true;
  }

  protected findReSyncTokenType(): TokenType {
    return this.LA(this.distanceToEnd()).tokenType;
  }

  protected reSyncTo(): IToken[] {
    for (let left = this.distanceToEnd(); left > 1; left--) this.SKIP_TOKEN();
    return [];
  }

  /** How many tokens ahead this statement ends; a body whose head failed is skipped as a whole. */
  private distanceToEnd(): number {
    let depth = 0;
    for (let ahead = 1; ; ahead++) {
      const { tokenType } = this.LA(ahead);
      if (tokenType === T.EOF || (depth === 0 && statementEnds.includes(tokenType))) return ahead;
      if (tokenType === T.LeftBrace) depth++;
      else if (tokenType === T.RightBrace) depth--;
    }
  }
}

/** Where a statement failed; at the end of the text after its last word. */
export function failedAt(error: unknown): Span {
  const { token, previousToken } = (error ?? {}) as Partial<
    IRecognitionException & { previousToken: IToken }
  >;
  const atEnd = token === undefined || Number.isNaN(token.startOffset);
  const before = previousToken === undefined ? 0 : T.endOffset(previousToken);
  const start = atEnd ? before : token.startOffset;
  return { start, end: start };
}
