[
  (body)
  (train)
  (branches)
  (short_form)
  (parameters)
  (arguments)
  (parenthesized)
] @indent

["}" ")"] @outdent
(branches ["|" ">"] @outdent)
(short_form ">" @outdent)
