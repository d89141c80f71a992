// The version of the package, which the build writes in; from the sources there is none.

declare const CNNC_VERSION: string | undefined;

export const version: string = typeof CNNC_VERSION === 'string' ? CNNC_VERSION : '0.0.0-source';
