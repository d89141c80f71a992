// A value that is made when someone first asks for it, and then kept. To try remedies takes longer than to check: who
// only wants to know what is wrong does not wait for them.

export function onDemand<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
