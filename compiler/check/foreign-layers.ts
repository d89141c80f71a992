// What people who know Keras, PyTorch or papers write, and what it is called here.

const names: Readonly<Record<string, string>> = {
  convolution: 'conv',
  convtranspose: 'conv-transpose',
  deconv: 'conv-transpose',
  deconvolution: 'conv-transpose',
  upconv: 'conv-transpose',
  depthwiseconv: 'depthwise',
  separableconv: 'separable',
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
  localresponsenorm: 'lrn',
  localresponsenormalization: 'lrn',
  leakyrelu: 'leaky',
  swish: 'silu',
  concatenate: 'concat',
  cat: 'concat',
  mul: 'multiply',
  times: 'multiply',
  resblock: 'residual',
  skip: 'residual',
  upsampling: 'upsample',
  interpolate: 'upsample',
  zeropad: 'zero-pad',
  zeropadding: 'zero-pad',
  cropping: 'crop',
  centercrop: 'crop',
  unflatten: 'reshape',
  view: 'reshape',
  channelshuffle: 'shuffle',
  rescaling: 'scale',
};

/** `MaxPooling2D` is `pool max`; undefined where it is nothing known elsewhere. */
export function ownNameOf(word: string): string | undefined {
  // `Conv2DTranspose`, `conv_transpose2d`.
  const plain = word.toLowerCase().replace(/_|[123]d(?=$|transpose$)/g, '');
  if (plain === 'conv') return 'conv';
  return Object.hasOwn(names, plain) ? names[plain] : undefined;
}
