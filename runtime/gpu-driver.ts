// Whether this machine has a graphics processor worth trying, by files that its driver keeps. A glance
// takes microseconds where loading a library for GPUs takes a tenth of a second, so that who has none,
// most users, pays nothing for `--engine auto`. A software adapter is no GPU: it is slower than the CPU.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** PCI ids of who makes GPUs that compute: AMD, NVIDIA, Intel; Apple's and Qualcomm's are not on PCI. */
const makers: readonly string[] = ['0x1002', '0x10de', '0x8086'];

/** Variables that name the Vulkan driver to use, and what software drivers are called. */
const driverVariables = ['VK_ICD_FILENAMES', 'VK_DRIVER_FILES', 'VK_ADD_DRIVER_FILES'] as const;
const softwareDriver = /swiftshader|lvp|lavapipe|llvmpipe/i;

export function hasNvidiaGpu(): boolean {
  if (process.platform === 'linux') return existsSync('/dev/nvidiactl') || hasGpuOfWindows();
  if (process.platform !== 'win32') return false;
  return existsSync(join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'nvcuda.dll'));
}

export function hasGpu(): boolean {
  if (driverVariables.some((name) => softwareDriver.test(process.env[name] ?? ''))) return false;
  if (process.platform === 'darwin') return true;
  return hasNvidiaGpu() || (process.platform === 'linux' && hasRenderNode());
}

/** Within the Windows Subsystem for Linux, where a driver of the host computes. */
function hasGpuOfWindows(): boolean {
  return existsSync('/dev/dxg') && existsSync('/usr/lib/wsl/lib/libcuda.so.1');
}

function hasRenderNode(): boolean {
  return namesIn('/dev/dri').some(
    (name) => name.startsWith('renderD') && makers.includes(textOf(`/sys/class/drm/${name}/device/vendor`)),
  );
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
