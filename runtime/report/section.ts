// A part of the page under its heading.

import { html, type Markup, type Insert } from './markup.js';

/** @param note says in a sentence what is shown */
export function section(title: string, content: Insert, note?: Insert): Markup {
  const said = note === undefined ? undefined : html`<p class="note">${note}</p> `;
  return html`<section>
    <h2>${title}</h2>
    ${said}${content}
  </section> `;
}
