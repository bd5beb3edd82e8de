/**
 * `pnpm regenerate [--push]`: if the generated code is not what the spec gives, commits what it gives on a branch, with a changeset, and writes
 * title and body of a pull request to `.cache/pull-request`. `--push` opens it.
 */
import '../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';

const { regenerate } = await import('../tools/release-tools/regenerate.ts');
await regenerate(parseArgs({ options: { push: { type: 'boolean', default: false } } }).values);
