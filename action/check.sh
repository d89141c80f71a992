#!/usr/bin/env bash
# The action's check: its inputs, which stand in CNNC_ variables, as a command line.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

words=(--format "${CNNC_FORMAT:-github}")
if [[ -n ${CNNC_OUTPUT:-} ]]; then
  words+=(-o "$CNNC_OUTPUT")
  echo "report=$CNNC_OUTPUT" >>"$GITHUB_OUTPUT"
fi
[[ -z ${CNNC_MAX_WARNINGS:-} ]] || words+=(--max-warnings "$CNNC_MAX_WARNINGS")

# Other formats say nothing to GitHub; of short lines its runner makes annotations by the matcher.
[[ ${CNNC_FORMAT:-} != short ]] || echo "::add-matcher::$root/action/problem-matcher.json"

files=()
while IFS= read -r file; do
  [[ -z $file ]] || files+=("$file")
done <<<"${CNNC_FILES:-.}"

exec node "$root/dist/cli.cjs" check "${words[@]}" -- "${files[@]}"
