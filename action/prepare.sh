#!/usr/bin/env bash
# Builds cnnc in its own checkout, once: for the action, and for hooks that run from a clone of the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[[ -f dist/cli.cjs ]] && exit

# Says what it did only where that failed.
quietly() {
  local log
  log=$("$@" 2>&1) || {
    echo "$log" >&2
    exit 1
  }
}

# esbuild's program is an optional package too, so that optional ones cannot stay out.
quietly npm ci --ignore-scripts --no-audit --no-fund
quietly node scripts/build.mjs
