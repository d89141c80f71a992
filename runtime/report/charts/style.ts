// How pages with charts look, in light and in dark. The colours of lines are those of Okabe and Ito, which
// people who see few colours can tell apart.

export const chartStyle = `
:root { color-scheme: light dark; --ink: #1c2128; --pale: #59636e; --rule: #d8dee4; --ground: #ffffff; --band: #f6f8fa;
  --line-0: #0072b2; --line-1: #d55e00; --line-2: #009e73; --line-3: #cc79a7; --line-4: #b58900; --line-5: #56b4e9; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --pale: #9aa4af; --rule: #333b45; --ground: #0f1419; --band: #171d24;
  --line-0: #58a6e8; --line-1: #ef8a47; --line-2: #3cc79c; --line-3: #e29cc4; --line-4: #e0b93c; --line-5: #8fd3ff; } }
.chart { width: 100%; max-width: 480px; height: auto; font: 12px system-ui, sans-serif; }
.chart-title { fill: var(--ink); font-weight: 600; font-size: 14px; }
.chart-label, .chart-mark { fill: var(--pale); }
.chart-grid { stroke: var(--rule); }
.chart-line { fill: none; stroke: var(--line); stroke-width: 2; stroke-linejoin: round; }
.chart-bar { fill: none; stroke: var(--line); stroke-width: 1.2; opacity: 0.75; }
.chart-dot { fill: var(--line); }
.loose .chart-dot { opacity: 0.45; }
${[0, 1, 2, 3, 4, 5].map((index) => `.series-${index} { --line: var(--line-${index}); }`).join('\n')}
`;
