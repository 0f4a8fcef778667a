const MOST = 2_000;

/** Remembers what `make` gave for a text: the same few expressions come again and again. */
export function remembered<T>(make: (kind: string, source: string) => T): (kind: string, source: string) => T {
  const byKind = new Map<string, Map<string, T>>();
  return (kind, source) => {
    const known = byKind.get(kind) ?? new Map<string, T>();
    const found = known.get(source);
    if (found !== undefined) return found;
    if (known.size >= MOST) known.clear();
    const made = make(kind, source);
    byKind.set(kind, known.set(source, made));
    return made;
  };
}
