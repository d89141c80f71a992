// How loud each lint is for a text: the nearest `cnnc.config.json` counts, as for `cnnc check`.

import { configName, lintLevelsIn, type LintLevels } from '../../compiler/lints/config.js';
import type { LintSettings, LintShow } from '../../compiler/lints/levels.js';
import type { MissingFile } from '../../compiler/read-file.js';
import type { Host } from './host.js';
import { above, folderOf } from './text-name.js';
import { onItsWay, type Texts } from './texts.js';
import type { Asked } from './used-file-reader.js';

export interface FoundLintSettings {
  readonly settings: LintSettings;
  /** What is wrong in the configuration, which then does not count. */
  readonly complaint?: { readonly name: string; readonly mistake: MissingFile };
}

export class LintSettingsFinder {
  private readonly texts: Texts;
  private readonly host: Host;

  constructor(texts: Texts, host: Host) {
    this.texts = texts;
    this.host = host;
  }

  for(name: string, show: LintShow, asked: Asked): FoundLintSettings {
    for (let folder = folderOf(name); folder !== undefined; folder = above(folder)) {
      const config = `${folder}/${configName}`;
      const found = this.texts.read(config);
      asked.names.add(config);
      if (found === onItsWay) asked.isWaiting = true;
      else if ('text' in found) return settingsIn(config, found.text, show);
      if (this.host.isTop(folder)) break;
    }
    return { settings: { show } };
  }
}

function settingsIn(name: string, text: string, show: LintShow): FoundLintSettings {
  const levels: LintLevels | MissingFile = lintLevelsIn(text, configName);
  if ('failure' in levels) return { settings: { show }, complaint: { name, mistake: levels } };
  return { settings: { show, levels } };
}
