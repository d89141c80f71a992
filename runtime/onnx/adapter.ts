// Which GPU WebGPU computes on. ONNX Runtime does not tell; the drivers that the process has loaded do.
// A software driver is taken only where no GPU has one, so it computes if it is there alone.

import { readFileSync } from 'node:fs';
import type { Adapter } from '../engine.js';

/** By what the file names of Vulkan, Direct3D and Metal drivers hold; GPUs first. */
const drivers: readonly (readonly [pattern: RegExp, adapter: Adapter])[] = [
  [/libGLX_nvidia|libnvidia-(gl|vulkan)|nvoglv|nvwgf2/i, { name: 'NVIDIA', isSoftware: false }],
  [/libvulkan_radeon|amdvlk|amdxc|amdxx/i, { name: 'AMD', isSoftware: false }],
  [/libvulkan_intel|igvk|igd1|igc64/i, { name: 'Intel', isSoftware: false }],
  [/libvulkan_(asahi|freedreno|panfrost|broadcom|nouveau|dzn|virtio)/i, { name: 'Mesa', isSoftware: false }],
  [/AGXMetal|AMDMTL|AppleIntel\w*MTL/i, { name: 'Apple Metal', isSoftware: false }],
  [/swiftshader/i, { name: 'SwiftShader', isSoftware: true }],
  [/libvulkan_lvp/i, { name: 'lavapipe', isSoftware: true }],
  [/d3d10warp/i, { name: 'WARP', isSoftware: true }],
];

/** Call it while a session is open. Undefined where no driver is known by its name. */
export function loadedAdapter(libraries: readonly string[] = loadedLibraries()): Adapter | undefined {
  return drivers.find(([pattern]) => libraries.some((library) => pattern.test(library)))?.[1];
}

function loadedLibraries(): string[] {
  if (process.platform === 'linux') return readFileSync('/proc/self/maps', 'utf8').split('\n');
  const report = process.report.getReport() as { readonly sharedObjects?: readonly string[] };
  return [...(report.sharedObjects ?? [])];
}
