/**
 * Returns a function that compiles a regular expression when it is first needed. For those with classes of Unicode: as a literal, each takes a part of a
 * millisecond when the module is loaded, also in programs where nothing ever fails.
 */
export function lazyPattern(source: string, flags: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => (pattern ??= new RegExp(source, flags));
}
