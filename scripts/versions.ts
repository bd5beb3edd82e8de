/**
 * `pnpm versions [--push]`: commits the next versions and their changelogs on the branch `release/versions`, from the pending changesets, and
 * writes title and body of its pull request to `.cache/pull-request`. `--push` opens or updates it.
 */
import '../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';

const { requestVersions } = await import('../tools/release-tools/version-request.ts');
requestVersions(parseArgs({ options: { push: { type: 'boolean', default: false } } }).values);
