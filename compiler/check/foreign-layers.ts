// What people who know Keras, PyTorch or papers write, and what it is called here.

const names: Readonly<Record<string, string>> = {
  convolution: 'conv',
  maxpool: 'pool max',
  maxpooling: 'pool max',
  avgpool: 'pool avg',
  averagepool: 'pool avg',
  averagepooling: 'pool avg',
  globalavgpool: 'pool avg global',
  globalaveragepooling: 'pool avg global',
  adaptiveavgpool: 'pool avg global',
  gap: 'pool avg global',
  globalmaxpooling: 'pool max global',
  linear: 'dense',
  fc: 'dense',
  fullyconnected: 'dense',
  batchnorm: 'bn',
  batchnormalization: 'bn',
  leakyrelu: 'leaky',
  swish: 'silu',
  concatenate: 'concat',
  cat: 'concat',
};

/** `MaxPooling2D` is `pool max`; undefined where it is nothing known elsewhere. */
export function ownNameOf(word: string): string | undefined {
  const plain = word.toLowerCase().replace(/_|[123]d$/g, '');
  if (plain === 'conv') return 'conv';
  return Object.hasOwn(names, plain) ? names[plain] : undefined;
}
