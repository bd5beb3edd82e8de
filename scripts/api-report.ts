/**
 * `pnpm api:report`: builds, and writes every public name with its declaration to `packages/<name>/api-report`, for reviews. `--check` compares instead.
 * `--since REF` fails if a report has changed since that commit, and no changeset has.
 */
import '../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';

const { assertChangeset, assertReports, writeReports } = await import('../tools/release-tools/api-report-files.ts');
const { values } = parseArgs({ options: { check: { type: 'boolean' }, since: { type: 'string' } } });
if (values.check) assertReports();
else if (values.since === undefined) writeReports();
if (values.since !== undefined) assertChangeset(values.since);
