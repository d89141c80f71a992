// What every answer has in common. It comes from the newest analysis; where the text has moved on meanwhile, or the
// editor no longer cares, there is none; and whatever goes wrong in it becomes an error of the protocol.

import {
  ErrorCodes,
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type Position,
  type ProtocolRequestType,
  type Range,
  type RequestHandler,
  type RequestType,
} from 'vscode-languageserver';
import type { Analyses, Analyzed } from './analyses.js';
import type { OpenTexts } from './open-texts.js';
import { offsetAt, spanAt } from './place.js';
import type { Clock } from './schedule.js';
import { fieldOf } from './settings.js';
import { nameOf } from './text-name.js';
import type { Span } from '../../grammar/source.js';

type Type<P, R, PR, E, RO> = ProtocolRequestType<P, R, PR, E, RO> | RequestType<P, R, E>;
type Answer<R> = R | Promise<R>;

/** What is asked about one text: as most requests of the protocol name it, or as ours do. */
type AboutText = { readonly textDocument: { readonly uri: string } } | { readonly uri: string };

export class Answers {
  /** After it everything is refused but the end. */
  isShutDown = false;
  private readonly connection: Connection;
  private readonly open: OpenTexts;
  private readonly analyses: Analyses;
  private readonly clock: Clock;

  constructor(connection: Connection, open: OpenTexts, analyses: Analyses, clock: Clock) {
    this.connection = connection;
    this.open = open;
    this.analyses = analyses;
    this.clock = clock;
  }

  /** About anything. */
  to<P, R, PR, E, RO>(
    type: Type<P, R, PR, E, RO>,
    respond: (params: P, token: CancellationToken) => Answer<R>,
  ): void {
    const handler: RequestHandler<P, unknown, E> = async (params, token) => {
      try {
        if (this.isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server is shut down');
        return await respond(params, token);
      } catch (error) {
        throw this.asResponse(type.method, error);
      }
    };
    this.connection.onRequest(type as RequestType<P, unknown, E>, handler);
  }

  /** About one text; `nothing` is the answer where there is no such text. */
  about<P extends AboutText, R, PR, E, RO>(
    type: Type<P, R, PR, E, RO>,
    nothing: NoInfer<R>,
    respond: (analyzed: Analyzed, params: P, token: CancellationToken) => Answer<NoInfer<R>>,
  ): void {
    this.to(type, async (params, token) => {
      const analyzed = await this.newest(uriIn(params), token);
      return analyzed === undefined ? nothing : respond(analyzed, params, token);
    });
  }

  /** About a place in a text. */
  at<P extends AboutText & { readonly position: Position }, R, PR, E, RO>(
    type: Type<P, R, PR, E, RO>,
    nothing: NoInfer<R>,
    respond: (analyzed: Analyzed, offset: number, params: P) => Answer<NoInfer<R>>,
  ): void {
    this.about(type, nothing, (analyzed, params) =>
      respond(analyzed, offsetAt(analyzed.analysis.source, requirePosition(params.position)), params),
    );
  }

  /** About a stretch of a text. */
  within<P extends AboutText & { readonly range: Range }, R, PR, E, RO>(
    type: Type<P, R, PR, E, RO>,
    nothing: NoInfer<R>,
    respond: (analyzed: Analyzed, span: Span, params: P) => Answer<NoInfer<R>>,
  ): void {
    this.about(type, nothing, (analyzed, params) =>
      respond(analyzed, spanAt(analyzed.analysis.source, requireRange(params.range)), params),
    );
  }

  private async newest(uri: string, token: CancellationToken): Promise<Analyzed | undefined> {
    const name = nameOf(uri);
    if (this.analyses.isFresh(name)) return this.analyses.newest(name);
    const version = this.open.get(name)?.version;
    // What has arrived meanwhile may make an analysis needless.
    await new Promise<void>((resolve) => this.clock.wait(0, resolve));
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    if (this.open.get(name)?.version !== version)
      throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed');
    return this.analyses.newest(name);
  }

  private asResponse(method: string, error: unknown): ResponseError {
    if (error instanceof ResponseError) return error as ResponseError;
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.connection.console.error(`${method} failed: ${reason}`);
    const message = error instanceof Error ? error.message : String(error);
    return new ResponseError(ErrorCodes.InternalError, `${method} failed: ${message}`);
  }
}

function uriIn(params: AboutText): string {
  const uri = fieldOf(params, 'uri') ?? fieldOf(fieldOf(params, 'textDocument'), 'uri');
  if (typeof uri !== 'string') throw invalid('the URI of a text is missing');
  return uri;
}

function requirePosition(position: unknown): Position {
  const [line, character] = [fieldOf(position, 'line'), fieldOf(position, 'character')];
  if (!isCount(line) || !isCount(character)) throw invalid('a position wants a line and a character, from 0');
  return { line, character };
}

function requireRange(range: unknown): Range {
  return { start: requirePosition(fieldOf(range, 'start')), end: requirePosition(fieldOf(range, 'end')) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

export function invalid(message: string): ResponseError {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** What a person asked for and cannot have, in a sentence for them. */
export function refused(message: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}
