// What the exit status of `cnnc` tells a script.

export const exitCode = {
  good: 0,
  /** The text was read and has errors. */
  inputErrors: 1,
  /** A wrong command line, a file that cannot be read or written, an engine that cannot start. */
  usageOrSystem: 2,
  /** 128 + SIGINT, by the convention of shells. */
  interrupted: 130,
} as const;
