[
  (body)
  (train)
  (branches)
  (parameters)
] @fold

(comment)+ @fold
