// The names of a text: parameters, and values named with `as`.

import type { Word } from '../../grammar/ast.js';
import type { Span } from '../../grammar/source.js';
import type { Report } from '../diagnostics/draft.js';
import { layers } from '../layers/index.js';
import type { CheckedLayer } from './checked-layer.js';

export class Scope {
  private readonly report: Report;
  private readonly lost: ReadonlySet<string>;
  private readonly parameters = new Map<
    string,
    { readonly value: number | undefined; readonly span: Span }
  >();
  private readonly values = new Map<
    string,
    { readonly layer: CheckedLayer | undefined; readonly span: Span }
  >();

  /** `lost` are names of which mistakes of form leave only that they were meant to be declared. */
  constructor(report: Report, lost: ReadonlySet<string>) {
    this.report = report;
    this.lost = lost;
  }

  /** Whether nothing can be said of this name, because its declaration could not be read. */
  isLost(name: string): boolean {
    return this.lost.has(name);
  }

  /** A parameter whose value could not be computed is known, and silent where it is used. */
  declareParameter(name: Word, value: number | undefined): void {
    if (this.isFree(name)) this.parameters.set(name.text, { value, span: name.span });
  }

  /** A named value; without a layer where a mistake left it unknown. */
  declareValue(name: Word, layer: CheckedLayer | undefined): void {
    if (this.isFree(name)) this.values.set(name.text, { layer, span: name.span });
  }

  hasParameter(name: string): boolean {
    return this.parameters.has(name);
  }

  parameter(name: string): number | undefined {
    return this.parameters.get(name)?.value;
  }

  get parameterNames(): Iterable<string> {
    return this.parameters.keys();
  }

  hasValue(name: string): boolean {
    return this.values.has(name);
  }

  value(name: string): CheckedLayer | undefined {
    return this.values.get(name)?.layer;
  }

  get valueNames(): Iterable<string> {
    return this.values.keys();
  }

  private isFree(name: Word): boolean {
    const earlier = this.parameters.get(name.text) ?? this.values.get(name.text);
    if (earlier !== undefined) return this.refuse(name, `\`${name.text}\` is declared twice`, earlier.span);
    if (layers.has(name.text))
      return this.refuse(name, `\`${name.text}\` is a layer, so it cannot be a name`);
    const automatic = /^([a-z]+)[0-9]+$/.exec(name.text);
    if (automatic === null || !layers.has(automatic[1])) return true;
    return this.refuse(name, `\`${name.text}\` is a name that layers get by themselves`);
  }

  private refuse(name: Word, message: string, earlier?: Span): false {
    const related = earlier ? [{ span: earlier, message: 'first declared here' }] : [];
    this.report({ code: 'CNN203', span: name.span, message, related, help: 'choose another name' });
    return false;
  }
}
