/**
 * `pnpm matrix [group …] [--only text] [--smoke] [--tarballs folder]`: installs the packed packages where people use them, and runs them there.
 * `--write` writes docs/compatibility.md, `--check` compares it. See tools/matrix/README.md.
 */
import '../tools/command-tools/errors.ts';

const { matrixCommand } = await import('../tools/matrix/src/command.ts');
process.exitCode = await matrixCommand(process.argv.slice(2));
