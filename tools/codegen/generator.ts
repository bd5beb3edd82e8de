import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import settings from './openapitools.json' with { type: 'json' };
import { cache, openapitools, root } from './paths.ts';
import { runProgram, runTool, ToolFailed } from './run-tool.ts';
import { UserError } from './user-error.ts';

const { version } = settings['generator-cli'];
const artifact = `org.openapitools:openapi-generator-cli:${version}`;
const SHA256 = '41ce4f6b07f196676439d710759fa1ced7a08066d06ff1bf314681470289efae';
const MINIMUM_JAVA = 11;

/**
 * The paths are relative to the root of the repository, the working directory of the programs here but Maven: the generator in the options of
 * its callers, would read what a folder above is called as part of a command, a list or a URL.
 */
const folder = relative(root, join(cache, 'openapi-generator'));
const jar = join(folder, `${version}.jar`);

/**
 * Runs openapi-generator. Checks for Java first, and downloads the generator if it is not cached. Java runs it directly, because its wrapper
 * for Node passes the command through a shell.
 */
export async function openapiGenerator(command: 'generate', options: Record<string, string>): Promise<void> {
  requireJava();
  if (!existsSync(join(root, jar))) await downloadJar();
  verifyJar();
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  try {
    await runProgram('java', ['-jar', jar, command, ...args]);
  } catch (failure) {
    if (failure instanceof ToolFailed)
      throw new UserError(`openapi-generator ${version} rejected the spec:\n\n${failure.message}`);
    throw failure;
  }
}

function requireJava(): void {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  // Java 8 calls itself 1.8, and a version without a number is new enough to be tried.
  const major = Number(/version "(\d+)/.exec(stderr)?.[1] ?? MINIMUM_JAVA);
  if (status === 0 && major >= MINIMUM_JAVA) return;
  throw new UserError(
    `\`pnpm generate\` requires Java ${MINIMUM_JAVA} or newer on the PATH. Install a JDK and run again. Building and testing do not require it.`,
  );
}

/** Downloads with Maven if it is installed, otherwise with the generator's wrapper. */
async function downloadJar(): Promise<void> {
  mkdirSync(join(root, folder), { recursive: true });
  // Maven does not start in a folder with an umlaut, if the locale is that of a container.
  const stage = mkdtempSync(join(tmpdir(), 'openapi-generator-'));
  try {
    const args = ['-q', '-B', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${stage}`];
    if (spawnSync('mvn', args, { cwd: stage }).status === 0)
      return copyFileSync(join(stage, `openapi-generator-cli-${version}.jar`), join(root, jar));
  } finally {
    rmSync(stage, { recursive: true });
  }
  const wrapper = ['--openapitools', relative(root, openapitools), 'version'];
  await runTool('@openapitools/openapi-generator-cli', wrapper).catch(() => undefined);
  if (existsSync(join(root, jar))) return;
  throw new UserError(
    `openapi-generator ${version} could not be downloaded, neither with Maven nor with its wrapper. Check your connection, or put ${artifact} at ${jar}.`,
  );
}

function verifyJar(): void {
  const actual = createHash('sha256')
    .update(readFileSync(join(root, jar)))
    .digest('hex');
  if (actual === SHA256) return;
  rmSync(join(root, jar));
  throw new UserError(
    `The file ${jar} has an unexpected checksum (SHA-256 ${actual}) and has been deleted. Run again to download it.`,
  );
}
