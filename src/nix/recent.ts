/** A map that forgets what was not asked for the longest time: a long session asks about many commits. */
export interface Recent<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): V;
  delete(key: string): void;
}

/** A {@link Recent} of at most `limit` entries. */
export function recent<V>(limit: number): Recent<V> {
  const entries = new Map<string, V>();
  const put = (key: string, value: V): V => {
    entries.delete(key);
    entries.set(key, value);
    const [oldest] = entries.keys();
    if (entries.size > limit && oldest !== undefined) entries.delete(oldest);
    return value;
  };
  return {
    get: (key) => {
      const value = entries.get(key);
      return value === undefined ? undefined : put(key, value);
    },
    set: put,
    delete: (key) => void entries.delete(key),
  };
}
