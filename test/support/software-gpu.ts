// A GPU for tests on machines without one: SwiftShader, a Vulkan driver on the CPU that comes with
// Debian's chromium. Call it before anything of WebGPU is loaded.

import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { hasGpu } from '../../runtime/gpu-driver.js';

const driver = '/usr/lib/chromium/vk_swiftshader_icd.json';
const loader = '/usr/lib/chromium/libvulkan.so.1';

/** What a process of its own needs in its environment. */
export const softwareGpuEnvironment = { VK_ICD_FILENAMES: driver, LD_LIBRARY_PATH: '/usr/lib/chromium' };

/** Why tests cannot have a GPU here; undefined where they have one. */
export function prepareGpu(): string | undefined {
  if (!existsSync(driver))
    return hasGpu() ? undefined : 'neither a GPU nor SwiftShader (Debian: chromium) is here';
  process.env.VK_ICD_FILENAMES = driver;
  if (existsSync(loader)) keepLoaded(loader);
  return undefined;
}

/** So that who asks for the library by its name gets it, whatever the library path says. */
function keepLoaded(library: string): void {
  const keep = 0x1000; // RTLD_NODELETE
  try {
    process.dlopen({ exports: {} }, library, constants.dlopen.RTLD_NOW | keep);
  } catch {
    // It is no addon of Node, which is said after it has been loaded.
  }
}
