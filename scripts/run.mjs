/**
 * `npm run demo` and `npm test` on a machine that has only Node and npm: installs what the lockfile names, then hands over to pnpm.
 * Plain JavaScript without dependencies, because nothing is installed yet when it starts.
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
const bringsNode = process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch);
if (major < 20)
  stop(
    `This needs Node 20 or newer to start with, and runs here on ${process.version}: install a current Node and run the command again.`,
  );
if (!bringsNode && major < 24)
  stop(
    `On this system the workspace cannot bring its own Node: install Node 24 or newer (here: ${process.version}) and run the command again.`,
  );

install();
run(local('pnpm'), ['run', '--silent', `${verb}:installed`]);

function install() {
  const own = local('pnpm');
  const [command, first] = existsSync(own) ? [own, []] : [windows ? 'npx.cmd' : 'npx', ['--yes', packageManager]];
  console.log('Installing what the lockfile names …');
  const done = spawnSync(command, [...first, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=silent'], {
    cwd: root,
    encoding: 'utf8',
    env: environment(),
  });
  if (done.status === 0) return;
  const said = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ?? ''}`.trim();
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network|fetch failed|META_FETCH_FAIL/i.test(said)) {
    stop(
      `The first run has to download the tools, and the package registry cannot be reached: go online and run the command again.\n\n${said}`,
    );
  }
  stop(`Installing failed; this is what ${packageManager} said:\n\n${said}`);
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: environment() });
  process.exitCode = done.status ?? 1;
}

/** The tools of the workspace first, its Node among them; and no tool may report usage or ask questions. */
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

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
