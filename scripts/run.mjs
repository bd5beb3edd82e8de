/**
 * `npm run demo` and `npm test` with only Node and npm: installs the packages of the lockfile, then runs the command with pnpm.
 * Plain JavaScript without dependencies, because nothing is installed when it starts.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const verb = process.argv[2] ?? '';
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const windows = process.platform === 'win32';

const [major] = process.versions.node.split('.').map(Number);
const installsNode = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
if (major < 20)
  stop(
    `This command requires Node 20 or newer, and runs on ${process.version}. Install a current Node and run the command again.`,
  );
if (!installsNode && major < 24)
  stop(
    `On this system the workspace cannot install its own Node. Install Node 24 or newer (current version: ${process.version}) and run the command again.`,
  );

install();
run(local('pnpm'), ['run', '--silent', `${verb}:installed`]);

function install() {
  const pnpm = local('pnpm');
  const [command, first] = existsSync(pnpm) ? [pnpm, []] : [windows ? 'npx.cmd' : 'npx', ['--yes', packageManager]];
  console.log('Installing the packages of the lockfile …');
  const done = spawnSync(command, [...first, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'], {
    cwd: root,
    encoding: 'utf8',
    env: environment(),
  });
  if (done.status === 0) return;
  const output = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`.trim();
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network|fetch failed|META_FETCH_FAIL/i.test(output)) {
    stop(
      `The first run downloads the toolchain, but the package registry is not reachable. Go online and run the command again.\n\n${output}`,
    );
  }
  stop(`The installation failed. Output of ${packageManager}:\n\n${output}`);
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment() });
  process.exitCode = done.status ?? 1;
}

/** Puts the tools of the workspace first, including its Node, and disables telemetry and prompts. */
function environment() {
  const separator = windows ? ';' : ':';
  return {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}${separator}${process.env.PATH}`,
    TURBO_TELEMETRY_DISABLED: '1',
    DO_NOT_TRACK: '1',
    NO_UPDATE_NOTIFIER: '1',
  };
}

function local(tool) {
  return join(root, 'node_modules', '.bin', windows ? `${tool}.cmd` : tool);
}

function stop(message) {
  console.error(message);
  process.exit(1);
}
