/**
 * `pnpm release:dry`: shows the release that the last commit gives, and uploads nothing.
 * `pnpm release [--here] [--registry URL]`: uploads it; see docs/releasing.md. `--no-smoke` skips the test of the tarballs in a dry run.
 */
import '../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';

const { release } = await import('../tools/release-tools/release.ts');
const { values } = parseArgs({
  allowNegative: true,
  options: {
    dry: { type: 'boolean', default: false },
    here: { type: 'boolean', default: false },
    smoke: { type: 'boolean', default: true },
    registry: { type: 'string' },
  },
});
release(values);
