// Which text stands behind a name: the open one wins over that on the disk. A text that has to be fetched first
// is awaited, and kept until the editor says that it changed.

import type { FileText, Host } from './host.js';
import type { OpenTexts } from './open-texts.js';

export const onItsWay = 'on its way';

export class Texts {
  private readonly open: OpenTexts;
  private readonly host: Host;
  private readonly arrived: (name: string) => void;
  private readonly fetched = new Map<string, FileText | typeof onItsWay>();

  /** @param arrived called when a text is there that was on its way */
  constructor(open: OpenTexts, host: Host, arrived: (name: string) => void) {
    this.open = open;
    this.host = host;
    this.arrived = arrived;
  }

  read(name: string, from?: string): FileText | typeof onItsWay {
    const open = this.open.get(name);
    if (open !== undefined) return { text: open.source.text };
    const earlier = this.fetched.get(name);
    if (earlier !== undefined) return earlier;
    const found = this.host.readFile(name, from);
    if (!(found instanceof Promise)) return found;
    this.fetched.set(name, onItsWay);
    void this.keep(name, found);
    return onItsWay;
  }

  /** The file is another than before, or gone. */
  forget(name: string): void {
    if (this.fetched.get(name) !== onItsWay) this.fetched.delete(name);
  }

  private async keep(name: string, found: Promise<FileText>): Promise<void> {
    const unavailable = { failure: `\`${name}\` cannot be read`, remedy: 'check the file' };
    this.fetched.set(name, await found.catch(() => unavailable));
    this.arrived(name);
  }
}
