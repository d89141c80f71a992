// How the page looks, light and dark, on wide and narrow screens and on paper.

export const style = `
:root {
  color-scheme: light dark;
  --page: #fbfbfa; --card: #ffffff; --ink: #1b1d22; --soft: #5d626d; --rule: #e3e4e8;
  --training: #b4570c; --validation: #1f5fc4; --other: #4b5563;
  --right: 31 95 196; --wrong: 196 84 16; --wash: 0.04; --depth: 0.72; --on-deep: #ffffff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14161a; --card: #1b1e24; --ink: #e8eaee; --soft: #a0a6b2; --rule: #30343d;
    --training: #f0a35c; --validation: #7fb0ff; --other: #b6bcc8;
    --right: 84 143 240; --wrong: 236 128 60; --wash: 0.06; --depth: 0.62; --on-deep: #ffffff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 1040px; margin: 0 auto; padding: 40px 24px 64px; }
header h1 { margin: 0; font-size: 30px; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
header p { margin: 6px 0 0; color: var(--soft); overflow-wrap: anywhere; }
.tiles { display: flex; flex-wrap: wrap; gap: 1px; margin: 28px 0 0; padding: 0;
  background: var(--rule); border: 1px solid var(--rule); border-radius: 10px; overflow: hidden; }
.tiles div { flex: 1 1 150px; background: var(--card); padding: 14px 18px; }
.tiles dt { color: var(--soft); font-size: 13px; }
.tiles dd { margin: 2px 0 0; font-size: 22px; font-weight: 600; line-height: 1.25; overflow-wrap: anywhere; }
.tiles dd small { display: block; font-size: 13px; font-weight: 400; color: var(--soft); }
section { margin-top: 44px; }
h2 { margin: 0 0 4px; font-size: 19px; letter-spacing: -0.005em; }
.note { margin: 2px 0 14px; color: var(--soft); max-width: 72ch; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(420px, 100%), 1fr)); gap: 20px 28px; margin-top: 14px; }
figure { margin: 0; }
.chart figcaption { font-weight: 600; margin-bottom: 2px; }
.chart svg { display: block; width: 100%; height: auto; overflow: visible; font-size: 12px; }
.rule { stroke: var(--rule); stroke-width: 1; }
.tick { fill: var(--soft); }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.line.training { stroke: var(--training); } .line.validation { stroke: var(--validation); } .line.other { stroke: var(--other); }
.dot.training { fill: var(--training); } .dot.validation { fill: var(--validation); } .dot.other { fill: var(--other); }
.best { fill: var(--page); stroke: var(--validation); stroke-width: 2; }
.name { font-weight: 600; }
.name.training { fill: var(--training); } .name.validation { fill: var(--validation); } .name.other { fill: var(--other); }
.end { font-weight: 400; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
.figures { font-size: 14px; margin-top: 8px; }
.figures th, .figures td { padding: 4px 14px 4px 0; text-align: left; border-bottom: 1px solid var(--rule); white-space: nowrap; }
.figures thead th { color: var(--soft); font-weight: 500; vertical-align: bottom; }
.figures tbody th { font-weight: 500; }
.figures .number { text-align: right; }
.figures td.text { white-space: normal; overflow-wrap: anywhere; min-width: 14ch; }
.confusion { border-collapse: separate; border-spacing: 2px; font-size: 13px; }
.confusion td { min-width: 38px; height: 30px; padding: 0 5px; text-align: center; border-radius: 4px; }
.confusion .corner { color: var(--soft); text-align: right; vertical-align: bottom; padding: 0 8px 6px 0; white-space: nowrap; font-size: 12px; }
.confusion th { font-weight: 500; }
.confusion tbody th { text-align: right; padding-right: 8px; max-width: 22ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.confusion thead th { vertical-align: bottom; padding: 0 0 6px; }
.confusion thead span { display: inline-block; max-height: 14ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.confusion.long thead span { writing-mode: vertical-rl; transform: rotate(180deg); }
.none { color: var(--rule); }
.right { background: rgb(var(--right) / calc(var(--wash) + var(--depth) * var(--share))); }
.wrong { background: rgb(var(--wrong) / calc(var(--wash) + var(--depth) * var(--share))); }
.deep { color: var(--on-deep); }
.pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(112px, 1fr)); gap: 18px 14px; margin: 14px 0 0; padding: 0; list-style: none; }
.pictures img { display: block; width: 96px; height: 96px; object-fit: contain; border-radius: 4px; background: var(--card); outline: 1px solid var(--rule); }
.pictures p { margin: 6px 0 0; font-size: 13px; line-height: 1.35; overflow-wrap: anywhere; }
.pictures .said { color: rgb(var(--wrong)); font-weight: 600; }
.pictures .true { color: var(--soft); }
img.pixels { image-rendering: pixelated; }
.sheet { display: block; max-width: 100%; height: auto; border-radius: 3px; }
.maps { margin: 14px 0 0; }
.maps > div { display: grid; grid-template-columns: 170px minmax(0, 1fr); gap: 16px; align-items: center; padding: 7px 0; border-top: 1px solid var(--rule); }
.maps dt { overflow-wrap: anywhere; font-weight: 500; } .maps dt small { display: block; font-weight: 400; color: var(--soft); }
.maps dd { margin: 0; }
.settings { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 20px; margin: 12px 0 0; font-size: 14px; }
.settings dt { color: var(--soft); } .settings dd { margin: 0; overflow-wrap: anywhere; }
details { margin-top: 14px; } summary { cursor: pointer; color: var(--soft); } summary:hover { color: var(--ink); }
pre { overflow-x: auto; background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 14px 16px; font: 13px/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; }
footer { margin-top: 56px; color: var(--soft); font-size: 13px; }
@media (max-width: 640px) {
  main { padding: 24px 16px 48px; }
  .maps > div { grid-template-columns: minmax(0, 1fr); gap: 6px; }
  .settings { grid-template-columns: minmax(0, 1fr); gap: 0; } .settings dd { margin-bottom: 8px; }
}
@media print { section, figure, tr { break-inside: avoid; } }
`;
