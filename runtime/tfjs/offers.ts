// What TensorFlow.js offers in Node, the fastest first. `tfjs:webgl` is none of it: it needs the canvas
// of a browser, where generated TypeScript runs on it.

import type { EngineOffer } from '../engine-offer.js';
import type { Backend } from './index.js';

const version = '4.22.0';
const core = '@tensorflow/tfjs-core';

const nodeGpu = offer('node-gpu', 'NVIDIA GPU through TensorFlow', ['@tensorflow/tfjs-node-gpu']);
const node = offer('node', 'CPU through TensorFlow', ['@tensorflow/tfjs-node']);
const webgpu = offer('webgpu', 'GPU through WebGPU', [core, '@tensorflow/tfjs-backend-webgpu', 'webgpu']);
const wasm = offer('wasm', 'CPU through WebAssembly', [core, '@tensorflow/tfjs-backend-wasm']);
const cpu = offer('cpu', 'CPU, plain JavaScript', [core, '@tensorflow/tfjs-backend-cpu']);

export const tfjsOffers: readonly EngineOffer[] = [nodeGpu, node, webgpu, wasm, cpu];

function offer(backend: Backend, device: string, packages: readonly string[]): EngineOffer {
  const remedy = `npm i ${packages.map(pinned).join(' ')}`;
  return {
    name: `tfjs:${backend}`,
    device,
    packages,
    remedy,
    async open() {
      const { openTfjs } = await import('./index.js');
      return openTfjs(backend, remedy);
    },
  };
}

/** Those of TensorFlow.js must all be of one version. */
function pinned(name: string): string {
  return name.startsWith('@tensorflow/') ? `${name}@${version}` : name;
}
