import { ApiException } from '../engine/exception.ts';
import type { Settings } from '../engine/settings.ts';

type Changes = Readonly<Record<string, unknown>>;

/** In milliseconds: a century. */
const LONGEST_DURATION = 100 * 365 * 24 * 60 * 60 * 1000;
/** Settings of which less is possible. */
const MOST: Readonly<Record<string, number>> = { copies: 100, timeout: 60 * 60 * 1000 };

/**
 * Changes settings by name, those of pushes too; all of them, or none.
 *
 * @throws ApiException 400 for a name that does not exist, or a value that cannot be.
 */
export function changeSettings(settings: Settings, changes: Changes): void {
  const { pushes = {}, ...others } = changes;
  assertSettings(settings, others);
  if (typeof pushes !== 'object' || pushes === null) throw new ApiException(400, 'pushes must be an object');
  assertSettings(settings.pushes, pushes as Changes);
  Object.assign(settings, others);
  Object.assign(settings.pushes, pushes);
}

function assertSettings(known: object, changes: Changes): void {
  for (const [name, value] of Object.entries(changes)) {
    if (!Object.hasOwn(known, name))
      throw new ApiException(400, `There is no setting ${name}: use ${Object.keys(known).join(', ')}`);
    const expected = typeof (known as Changes)[name];
    if (typeof value !== expected) throw new ApiException(400, `${name} must be a ${expected}`);
    const most = MOST[name] ?? LONGEST_DURATION;
    if (typeof value === 'number' && !(value >= 0 && value <= most))
      throw new ApiException(400, `${name} must be a number from 0 to ${most}`);
    if (name.endsWith('Url') && value !== '' && !isWebAddress(value))
      throw new ApiException(400, `${name} must be an address that begins with http:// or https://`);
  }
}

const isWebAddress = (text: unknown): boolean =>
  URL.canParse(String(text)) && /^https?:$/.test(new URL(String(text)).protocol);
