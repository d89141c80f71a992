// What makes each device work where it does not.

import type { Device } from './devices.js';

export const installCommand = 'ONNXRUNTIME_NODE_INSTALL=skip npm i onnxruntime-node';

export const deviceRemedies: Readonly<Record<Device, string>> = {
  cpu: installCommand,
  webgpu:
    process.platform === 'linux'
      ? 'install the Vulkan driver of the GPU and the loader libvulkan.so.1 (Debian and Ubuntu: libvulkan1)'
      : 'install the newest driver of the GPU',
  cuda: 'install the driver of the NVIDIA GPU, CUDA 12 and cuDNN 9, then: ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node',
  coreml: 'it needs macOS 10.15 or newer',
  dml: 'it needs Windows 10 (1903) or newer and a GPU with DirectX 12',
};
