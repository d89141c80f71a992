// The whole page, one file: no scripts, no other hosts, readable as it is.

import { classes } from './classes.js';
import type { ReportContent } from './content.js';
import { curves } from './curves.js';
import { headline } from './headline.js';
import { html, Markup } from './markup.js';
import { featureMaps, kernels, mistakes } from './seen.js';
import { layers, settings } from './settings.js';
import { style } from './style.js';

/** What a page may load: nothing but what is in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

export function reportPage(content: ReportContent): string {
  const { model, training, epochs, best, tally, names, about } = content;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <title>${model.name}: a training</title>
        <style>
          ${new Markup(style)}
        </style>
      </head>
      <body>
        <main>
          ${headline(content)} ${curves(epochs, best)}
          ${tally === undefined ? undefined : classes(tally, names, about)} ${mistakes(content)}
          ${kernels(content)} ${featureMaps(content)} ${layers(model)} ${settings(training)}
          <footer>Written by cnnc.</footer>
        </main>
      </body>
    </html> `;
  return page.text;
}
