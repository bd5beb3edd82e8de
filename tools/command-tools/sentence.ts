import { inspect } from 'node:util';

/** What a file system reports that must not be written to. */
const NOT_WRITABLE = new Set(['EROFS', 'EACCES', 'EPERM']);
const NOT_FOUND = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

/** What the user of a command should know of an error. With the environment variable DEBUG, everything. */
export function sentenceOf(error: unknown, { DEBUG }: NodeJS.ProcessEnv = process.env): string {
  if (DEBUG) return inspect(error);
  if (!(error instanceof Error)) return String(error);
  const { code = '', path, syscall, name, message } = error as NodeJS.ErrnoException;
  if (NOT_WRITABLE.has(code) && path !== undefined && !syscall?.startsWith('spawn'))
    return `${path} cannot be written or read (${code}). This command needs a checkout that your user may write to.`;
  if (NOT_FOUND.has(code))
    return `${message.split('\n')[0]}\nInstall and build the packages first: \`pnpm install && pnpm build\`.`;
  // Thrown for the reader, as are the errors of parseArgs. The rest are mistakes of the command itself.
  if (name === 'Error' || name === 'UserError' || code.startsWith('ERR_PARSE_ARGS')) return message;
  return `${name}: ${message}\nThis is a mistake in the command or in a tool that it uses. DEBUG=1 shows where.`;
}
