import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareRelease, RELEASE } from './prepare-release.ts';
import { publishRelease } from './publish-release.ts';
import { releaseReport } from './release-report.ts';
import { checkState, checkVersionCommit, isReleased, pendingChangesets } from './release-state.ts';

export interface ReleaseOptions {
  /** Whether to upload, or only to show what would be uploaded. */
  readonly dry: boolean;
  /** Whether a release may leave from a computer that is not CI. */
  readonly here: boolean;
  /** @default true */
  readonly smoke?: boolean | undefined;
  readonly registry?: string | undefined;
  readonly env?: NodeJS.ProcessEnv;
}

const step = (text: string): void => console.log(`- ${text}`);

/**
 * The release of the last commit. A dry one also shows what pending changesets would give; a real one takes the versions that are merged.
 *
 * @throws Error that says what keeps this commit from being released.
 */
export function release({ dry, here, smoke = true, registry, env = process.env }: ReleaseOptions): void {
  if (!dry && !here && !env['CI'])
    throw new Error(
      'Releases leave from CI, which signs their provenance. `pnpm release:dry` shows one; `--here` releases from this computer, without provenance.',
    );
  const unchecked = checkState();
  const version = pendingChangesets().length > 0;
  if (version && !dry)
    throw new Error('There are pending changesets. Merge the pull request of `pnpm versions` first.');
  if (!version && isReleased()) return stopOrDone(dry);
  if (!version) checkVersionCommit();

  const tarballs = prepareRelease({ version, smoke, log: step });
  // Only a workflow that may request a token of its own can sign.
  const provenance = dry || env['ACTIONS_ID_TOKEN_REQUEST_URL'] !== undefined;
  const options = { provenance, registry };
  const report = releaseReport(tarballs, options);
  mkdirSync(RELEASE, { recursive: true });
  writeFileSync(join(RELEASE, 'release.md'), `${report}\n`);
  console.log(`\n${report}\n`);
  for (const sentence of unchecked) console.log(sentence);
  if (dry) return console.log('Nothing was uploaded.');

  const without = tarballs.filter(({ hasRepository }) => !hasRepository);
  if (provenance && without.length > 0)
    throw new Error(`Provenance requires \`repository\` in the manifest of ${without[0]!.fullName}.`);
  publishRelease(tarballs, options, step);
}

/** A release that runs after every merge has mostly nothing to do; one that was asked for should say why. */
function stopOrDone(dry: boolean): void {
  const sentence = 'There is no pending changeset, and the versions of the packages are released.';
  if (dry) throw new Error(`${sentence} Run \`pnpm changeset\` to say what is new.`);
  console.log(sentence);
}
