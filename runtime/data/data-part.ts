// The parts of a data set, and what files and folders that hold them are called.

export type DataPart = 'train' | 'validation' | 'test';

/** The spellings that are known, the usual one first. */
export const partNames: Readonly<Record<DataPart, readonly string[]>> = {
  train: ['train', 'training'],
  validation: ['val', 'valid', 'validation'],
  test: ['test', 'testing'],
};

export const partWords: Readonly<Record<DataPart, string>> = {
  train: 'training',
  validation: 'validation',
  test: 'test',
};
