// The skeleton of a layer's class that keeps its options: how one is made, and how it is saved.

export interface LayerParts {
  readonly name: string;
  /** A comment. */
  readonly summary: string;
  /** The options that are saved, with their types. */
  readonly options: Readonly<Record<string, string>>;
  /** Members of the options' type that are not saved. */
  readonly unsavedOptions?: string | undefined;
  /** Fields beside the options, one a line. */
  readonly fields?: string;
  readonly methods: readonly string[];
  /** What only the methods call. */
  readonly privateMethods?: readonly string[];
}

export function layerSource(parts: LayerParts): string {
  const { name, summary, options, unsavedOptions, fields = '', methods, privateMethods = [] } = parts;
  const types = Object.entries(options).map(([option, type]) => `${option}: ${type};`);
  const saved = Object.keys(options).join(', ');
  return `
interface ${name}Options extends LayerOptions {
  ${[...types, ...(unsavedOptions === undefined ? [] : [unsavedOptions])].join('\n  ')}
}

${summary}
class ${name} extends tf.layers.Layer {
  static readonly className = '${name}';
  private readonly options: ${name}Options;
  ${fields}

  constructor(options: ${name}Options) {
    super(options);
    this.options = options;
  }

  ${trimmed(methods)}

  override getConfig(): tf.serialization.ConfigDict {
    const { ${saved} } = this.options;
    return { ...super.getConfig(), ${saved} };
  }

  ${trimmed(privateMethods)}
}
`;
}

function trimmed(methods: readonly string[]): string {
  return methods.map((method) => method.trim()).join('\n\n  ');
}
