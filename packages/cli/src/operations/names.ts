/** `merchantCards` → `merchant-cards`: how a name of the API is written on the command line. */
export const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at: number) => `${at > 0 ? '-' : ''}${letter.toLowerCase()}`).replaceAll('_', '-');

/** Finds a name that was written in the way of the command line, or as the API has it. */
export const findName = (names: readonly string[], written: string): string | undefined =>
  names.find((name) => kebab(name) === kebab(written));
