// The devices of ONNX Runtime, as told before anything of it is loaded.

import type { Engine } from '../engine.js';
import type { EngineOffer } from '../engine-offer.js';
import type { Device } from './devices.js';
import { deviceRemedies } from './remedies.js';

type Described = Pick<EngineOffer, 'device' | 'inferenceOnly' | 'platforms'>;

/** In the order in which people are told of them. Platforms are those of the npm package (1.30). */
const described: Readonly<Record<Device, Described>> = {
  cpu: { device: 'CPU' },
  webgpu: { device: 'GPU through WebGPU' },
  cuda: { device: 'NVIDIA GPU through CUDA', platforms: ['linux'] },
  dml: { device: 'GPU through DirectML', platforms: ['win32'] },
  // It wants weights that never change, and a training's do.
  coreml: { device: 'GPU and neural engine through CoreML', platforms: ['darwin'], inferenceOnly: true },
};

export const onnxOffers: readonly EngineOffer[] = Object.entries(described).map(([name, description]) => {
  const device = name as Device;
  return {
    name: `onnx:${device}`,
    ...description,
    packages: ['onnxruntime-node'],
    remedy: deviceRemedies[device],
    open: () => open(device),
  };
});

async function open(device: Device): Promise<Engine> {
  const { openOnnx } = await import('./index.js');
  return openOnnx(device);
}
