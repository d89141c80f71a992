// The page of a training: a golden one, and what must hold of every one.

import { describe, expect, it } from 'vitest';
import { compile } from '../../compiler/index.js';
import { Tally } from '../../runtime/metrics/tally.js';
import { escaped } from '../../runtime/report/markup.js';
import { reportPage } from '../../runtime/report/page.js';
import { contentOf, epochOf, tallyOf } from './content.js';

const hostile = `<script>alert("1")</script><img src=x onerror='go()'>&amp;\u202e\u0000\ud800`;

describe('the page of a training', () => {
  it('is as it was read', async () => {
    await expect(reportPage(contentOf())).toMatchFileSnapshot('../golden/report/small.html');
  });

  it('has no markup of others, wherever they put it', () => {
    const { model } = compile('input 8x8x1\nconv 2 3x3 # </pre><script>alert(1)</script>\n', {
      file: 'a.cnn',
    });
    const training = contentOf().training;
    const [mistake] = contentOf().mistakes;
    const page = reportPage(
      contentOf({
        model: { ...model, name: hostile },
        training: { ...training, data: { kind: 'idx', path: hostile }, freeze: [hostile] },
        engine: hostile,
        dataName: hostile,
        ended: hostile,
        names: [hostile, `" onclick="go()`, `'><b>`],
        mistakes: [{ ...mistake, file: hostile }],
        missing: [hostile],
      }),
    );
    const tags = [...page.matchAll(/<([a-z]+)([^>]*)>/g)];
    expect(new Set(tags.map(([, tag]) => tag))).not.toContain('script');
    expect(
      tags.filter(([, , attributes]) => /\son[a-z]+\s*=/.test(attributes.replace(/"[^"]*"/g, ''))),
    ).toEqual([]);
    expect(tags.filter(([, tag]) => tag === 'b')).toEqual([]);
    expect(page).not.toMatch(/[\u0000\u202e]/u);
    expect(page).not.toMatch(/\p{Cs}/u);
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)');
  });

  it('asks no other host for anything, and runs nothing', () => {
    const page = reportPage(contentOf());
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:"`,
    );
    expect(page).not.toMatch(/https?:|@import|url\(/);
  });

  it('has a text for every picture and drawing', () => {
    const page = reportPage(contentOf());
    for (const [tag] of page.matchAll(/<img[^>]*>/g)) expect(tag).toMatch(/ alt="[^"]+"/);
    for (const [tag] of page.matchAll(/<svg[^>]*>/g)) expect(tag).toMatch(/aria-label="[^"]+"/);
  });

  it('stays small however large the training was, and says what is left out', () => {
    const layers = Array.from({ length: 400 }, () => 'conv 1 1x1').join('\n');
    const { model } = compile(`input 8x8x1\n${layers}\n`, { file: 'deep.cnn' });
    const page = reportPage(
      contentOf({
        model,
        epochs: Array.from({ length: 5000 }, (_, at) => epochOf(at + 1)),
        names: Array.from({ length: 5000 }, (_, label) => `class ${label} `.repeat(40)),
        tally: tallyOf(5000, 20_000),
      }),
    );
    expect(page.length).toBeLessThan(1_000_000);
    expect(page).toContain('1,220 more pairs are left out.');
    expect(page).toContain('101 more layers');
    expect(page).toContain('4900 epochs in between are left out');
  });

  it('leaves out what is not known', () => {
    const page = reportPage(
      contentOf({
        epochs: [],
        best: undefined,
        tally: undefined,
        mistakes: [],
        kernels: undefined,
        maps: [],
      }),
    );
    expect([...page.matchAll(/<h2>(.*)<\/h2>/g)].map(([, title]) => title)).toEqual(['Layers', 'Settings']);
  });

  it('tells numbers, not classes, of a regression', () => {
    const tally = new Tally({ regression: true, classes: 256, loss: 'mse' });
    tally.add(1, Float32Array.of(1), [3]);
    const [mistake] = contentOf().mistakes;
    const page = reportPage(
      contentOf({ tally, mistakes: [{ ...mistake, label: 3, guess: 1.23456789, probability: undefined }] }),
    );
    expect(page).toContain('The farthest off');
    expect(page).toContain('<span class="said">1.2346</span>');
    expect(page).not.toContain('Which class is taken for which');
  });
});

it('escapes what markup is made of', () => {
  expect(escaped(`a<b>"c"&'d'\n\t`)).toBe('a&lt;b&gt;&quot;c&quot;&amp;&#39;d&#39;\n\t');
});
