/** Part of `pnpm lint`: checks the workflows of GitHub with actionlint if Go is installed, and that their actions are pinned. */
import '../tools/command-tools/errors.ts';
import { lintWorkflows } from '../tools/release-tools/lint-workflows.ts';

const { findings, skipped } = lintWorkflows();
if (skipped) console.error(skipped);
for (const finding of findings) console.error(finding);
if (findings.length > 0) process.exitCode = 1;
