/**
 * `pnpm spec:diff [git-ref]`: prints what changed in the API since the ref, as users of the SDK see it, with a proposal for a changeset. The
 * default ref is the commit at which this branch left origin/main, or the last commit if there is no origin/main.
 */
import '../tools/command-tools/errors.ts';
import { printDiffSince } from '../tools/spec-tools/diff/diff-since.ts';

if (!printDiffSince(process.argv[2])) process.exitCode = 1;
