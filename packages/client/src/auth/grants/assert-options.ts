/**
 * Returns the options, after checking that those with these names are strings that can be sent.
 *
 * @throws TypeError naming the option that is missing or invalid; the message never quotes its value.
 */
export function assertOptions<Options extends object>(options: Options, ...names: (keyof Options & string)[]): Options {
  for (const name of names) {
    const value: unknown = options[name];
    if (typeof value !== 'string' || !/^\P{Cc}+$/u.test(value)) {
      throw new TypeError(
        `\`auth.${name}\` is missing, empty, or contains a control character. Does it end with a line break?`,
      );
    }
  }
  return options;
}
