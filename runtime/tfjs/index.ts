// The backends of TensorFlow.js as engines; each loads what it needs when it is opened.

import type { Engine } from '../engine.js';
import { tfjsEngine } from './engine.js';
import { openLocal } from './local.js';
import { openNode, type NodePackage } from './node.js';
import { requireFrom } from './packages.js';
import { openWebGpu } from './webgpu.js';

export type Backend = 'node-gpu' | 'node' | 'webgpu' | 'wasm' | 'cpu';

/**
 * @param remedy what brings the packages of this backend
 * @param folder where to look for them; where cnnc lies by default
 * @throws EngineError where one of them, or the device, is not there
 */
export function openTfjs(backend: Backend, remedy: string, folder?: string): Promise<Engine> {
  const require = requireFrom(folder);
  const open = {
    'node-gpu': () => openNode(require, nodePackages['node-gpu'], remedy),
    node: () => openNode(require, nodePackages.node, remedy),
    webgpu: () => openWebGpu(require, remedy),
    wasm: () => openLocal(require, 'wasm', remedy),
    cpu: () => openLocal(require, 'cpu', remedy),
  }[backend];
  return tfjsEngine(`tfjs:${backend}`, open);
}

const nodePackages = {
  'node-gpu': '@tensorflow/tfjs-node-gpu',
  node: '@tensorflow/tfjs-node',
} as const satisfies Record<string, NodePackage>;
