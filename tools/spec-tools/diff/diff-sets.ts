/** The removed and the added items between two collections. */
export function differences<T>(before: Iterable<T>, after: Iterable<T>): { removed: T[]; added: T[] } {
  const [old, now] = [new Set(before), new Set(after)];
  return { removed: [...old].filter((one) => !now.has(one)), added: [...now].filter((one) => !old.has(one)) };
}
