#!/usr/bin/env bash
# What pre-commit runs from its clone of the repository: cnnc, built there the first time.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
"$root/action/prepare.sh"
exec node "$root/dist/cli.cjs" "$@"
