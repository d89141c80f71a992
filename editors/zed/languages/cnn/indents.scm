(_ "{" "}" @end) @indent
(_ "(" ")" @end) @indent
(branches ">" @end) @indent
(branches "|" @outdent)
(short_form ">" @end) @indent
