/** Also true for an error of another realm: in Jest, those of `fetch` are not instances of the `Error` that the tests see. */
export const isError = (value: unknown): value is Error =>
  value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
