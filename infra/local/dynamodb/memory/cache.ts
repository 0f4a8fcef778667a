const MOST = 2_000;

/** Remembers what `make` gave for a text: the same few expressions come again and again. */
export function remembered<T>(make: (kind: string, source: string) => T): (kind: string, source: string) => T {
  const known = new Map<string, T>();
  return (kind, source) => {
    const key = `${kind} ${source}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= MOST) known.clear();
    const made = make(kind, source);
    known.set(key, made);
    return made;
  };
}
