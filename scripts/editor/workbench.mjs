// What a person does in VS Code, and what they see, for the scenarios. Waits for what is to be seen, never for a time.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Generous: machines that run tests are slow. */
const patience = 60_000;

export class Workbench {
  /**
   * @param page of Playwright
   * @param folder the workspace on disk
   */
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
    page.setDefaultTimeout(patience);
  }

  async open(url) {
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench .explorer-folders-view').waitFor();
  }

  /** @param shown what the language server adds to the text, and shows thereby that it is there */
  async openFile(name, shown) {
    await this.page.locator('.explorer-folders-view').getByText(name, { exact: true }).dblclick();
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator('.editor-instance .view-line').first().waitFor();
    const language = name.endsWith('.cnn') ? 'CNN' : 'Markdown';
    await this.page.locator('.statusbar-item', { hasText: language }).first().waitFor();
    await this.goTo(1, 1);
    if (shown !== undefined) await this.shows(shown);
  }

  /** By the palette, as it calls the command. */
  async command(title) {
    await this.page.keyboard.press('F1');
    const input = this.page.locator('.quick-input-widget input');
    await input.fill(`>${title}`);
    await this.page
      .locator('.quick-input-list .monaco-list-row')
      .getByText(title, { exact: false })
      .first()
      .waitFor();
    await this.page.keyboard.press('Enter');
    // It may ask for more in the same place.
    await this.until(`the end of ${title}`, async () => !(await this.#asks(input, title)));
  }

  async #asks(input, title) {
    return (await input.isVisible()) && (await input.inputValue()) === `>${title}`;
  }

  /** Takes an entry of a list by keys, for VS Code keeps the mouse away from new ones. */
  async choose(list, text) {
    await list.locator('.monaco-list-row', { hasText: text }).first().waitFor();
    const focused = list.locator('.monaco-list-row.focused', { hasText: text });
    await this.until(`${text} in a list`, async () => {
      if (await focused.isVisible()) return true;
      await this.press('ArrowDown');
      return focused.isVisible();
    });
    await this.press('Enter');
  }

  /** Counted from 1. */
  async goTo(line, column) {
    await this.page.keyboard.press('Control+g');
    const input = this.page.locator('.quick-input-widget input');
    await input.waitFor();
    await input.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  type(text) {
    return this.page.keyboard.type(text, { delay: 20 });
  }

  /** The active editor, where two stand side by side. */
  get editor() {
    return this.page.locator('.editor-group-container.active .monaco-editor[role="code"]').first();
  }

  /** A line of the editor that holds this text, inlay hints included. */
  line(text) {
    return this.editor.locator('.view-line', { hasText: spaced(text) }).first();
  }

  /** Waits for a text in the editor, such as that of an inlay hint. */
  async shows(text) {
    await this.until(text, async () => (await this.lines()).some((line) => line.includes(text)));
  }

  /** What lines show, inlay hints included. */
  async lines() {
    const shown = await this.editor.locator('.view-line').evaluateAll((lines) =>
      lines
        .map((line) => ({ top: parseFloat(line.style.top), text: line.textContent }))
        .sort((first, second) => first.top - second.top)
        .map(({ text }) => text),
    );
    return shown.map((text) => text.replaceAll('\u00a0', ' '));
  }

  /** The colour of the first character of a word in the line that holds a text. */
  async colour(line, word) {
    return (await this.#word(line, word)).colour;
  }

  /** The text of the box at a word. */
  async hover(line, word) {
    const boxes = this.page.locator('.monaco-hover:not(.hidden)');
    const filled = boxes.locator('.hover-contents', { hasText: /\S/ }).filter({ hasNotText: 'Loading...' });
    await this.until(`a box at ${word}`, async () => {
      await this.page.mouse.move(5, 5);
      const { x, y } = await this.#word(line, word);
      await this.page.mouse.move(x, y, { steps: 4 });
      return seen(filled.first());
    });
    return (await boxes.allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');
  }

  /** Found by its characters: several elements may share a word, and an element several words. */
  #word(line, word) {
    return this.line(line).evaluate((element, wanted) => {
      const { ownerDocument: page } = element;
      const places = [];
      const walker = page.createTreeWalker(element, 4 /* texts */);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        for (let offset = 0; offset < node.length; offset++) places.push({ node, offset });
      }
      const text = places.map(({ node, offset }) => node.data[offset]).join('');
      const start = text.replaceAll('\u00a0', ' ').indexOf(wanted);
      // VS Code is about to draw the line anew.
      if (start < 0) return { x: 0, y: 0 };
      const [first, last] = [places[start], places[start + wanted.length - 1]];
      const range = page.createRange();
      range.setStart(first.node, first.offset);
      range.setEnd(last.node, last.offset + 1);
      const { x, y, width, height } = range.getBoundingClientRect();
      const colour = first.node.parentElement.computedStyleMap().get('color')?.toString();
      return { x: x + width / 2, y: y + height / 2, colour };
    }, word);
  }

  get squiggles() {
    return this.editor.locator('.squiggly-error, .squiggly-warning');
  }

  /** Writes the text to disk and reads it there. */
  async savedText(name) {
    await this.press('Control+s');
    await this.page.locator(`.tab.active[data-resource-name="${name}"]:not(.dirty)`).waitFor();
    return readFile(join(this.folder, name), 'utf8');
  }

  /** An element in the page of a panel, whichever frame that is: VS Code shows them in frames within frames. */
  inPanel(selector, text) {
    return this.until(`${selector} with ${text} in a panel`, async () => {
      for (const frame of this.page.frames()) {
        const element = frame.locator(selector, { hasText: text }).first();
        if (await element.isVisible().catch(() => false)) return element;
      }
      return undefined;
    });
  }

  /** Asks again and again until it holds. */
  async until(what, holds) {
    const latest = Date.now() + patience;
    for (;;) {
      const value = await holds();
      if (value) return value;
      if (Date.now() > latest) throw new Error(`waited in vain: ${what}`);
      await this.page.waitForTimeout(100);
    }
  }
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** VS Code shows spaces as spaces that do not break. */
function spaced(text) {
  return new RegExp(escaped(text).replaceAll(' ', '[ \u00a0]'));
}

/** Whether an element appears soon. */
function seen(element) {
  return element.waitFor({ timeout: 3000 }).then(
    () => true,
    () => false,
  );
}
