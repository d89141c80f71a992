#!/usr/bin/env bash
# Builds cnnc in its own checkout, once: for the action, and for hooks that run from a clone of the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ -f dist/cli.js ]] && exit

# esbuild's program is an optional package too, so that optional ones cannot stay out.
npm ci --ignore-scripts --no-audit --no-fund >&2
node scripts/build.mjs >&2
