/**
 * `pnpm matrix [group …] [--only text] [--smoke] [--tarballs folder]`: installs the packed packages where people use them, runs them there, and
 * writes docs/compatibility.md when it has run everything. See tools/matrix/README.md.
 */
import '../tools/command-tools/errors.ts';

const { matrixCommand } = await import('../tools/matrix/src/command.ts');
process.exitCode = await matrixCommand(process.argv.slice(2));
