// `data KIND "PATH"`: where the samples are.

import type { Resize } from '../../../training-options.js';
import type { SettingDefinition } from '../setting-definition.js';
import type { SettingOptions } from '../setting-option.js';

const resizing = {
  stretch: { about: 'each side to its size, whatever that does to the proportions; the default' },
  fit: { about: 'as large as fits in, and 0 around it' },
  crop: { about: 'as small as covers all, and what lies beyond is cut off evenly' },
} satisfies SettingOptions & Record<Resize, unknown>;

const kinds = {
  idx: { about: 'files in the format of MNIST, under its names' },
  images: {
    about:
      'a folder of folders, one a class, with JPEG, PNG and WebP files; or such folders in `train/`, `val/` and `test/`',
    options: resizing,
  },
  cifar10: { about: 'the binary files of CIFAR-10' },
  cifar100: { about: 'the binary files of CIFAR-100, by their fine labels' },
  npz: {
    about:
      'an archive of NumPy arrays: `x_train` and `y_train`, `x_test` and `y_test`, `x_val` and `y_val` if there are',
  },
  npy: { about: 'a folder with the same arrays, a `.npy` file each' },
  csv: {
    about:
      'a table with a header, a sample a row: `label`, and either `file`, the path of a picture, or a column a pixel',
  },
};

export const data: SettingDefinition = {
  word: 'data',
  form: 'data KIND "PATH" [stretch|fit|crop]',
  about: 'where the samples are; the path is relative to this file',
  fallback: 'what `--data` says',
  example: 'data idx "mnist/"',
  snippet: 'data ${1:idx} "$2"',
  argument: '"PATH"',
  words: kinds,
  notes: [
    '`stretch`, `fit` and `crop` say how pictures of another size fill the input; only `images` takes them.',
  ],
  read(reader) {
    const kind = reader.word(Object.keys(kinds) as (keyof typeof kinds)[], 'a kind of data');
    const path = kind && reader.string('a path in quotes, relative to this file');
    if (kind === undefined || path === undefined) return {};
    if (kind !== 'images') {
      reader.finish();
      return { data: { kind, path } };
    }
    const resize = reader.oneOf(resizing, 'stretch');
    return { data: resize && { kind, path, resize } };
  },
  write({ data: source }) {
    if (source === undefined) return undefined;
    const resize = source.kind === 'images' && source.resize !== 'stretch' ? ` ${source.resize}` : '';
    return `${source.kind} ${JSON.stringify(source.path)}${resize}`;
  },
};
