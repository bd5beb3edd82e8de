import diagnostics from 'node:diagnostics_channel';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DiagnosticsChannels } from '../../src/events/diagnostics-channels.ts';
import type { ClientEvent } from '../../src/events/events.ts';
import { EVENT_TYPES } from './event-recorder.ts';

afterEach(() => void vi.unstubAllGlobals());

describe('DiagnosticsChannels', () => {
  const names: Record<ClientEvent['type'], string> = {
    start: 'secuconnect:call:start',
    request: 'secuconnect:request',
    response: 'secuconnect:response',
    retry: 'secuconnect:retry',
    end: 'secuconnect:call:end',
    token: 'secuconnect:token',
    tokenStore: 'secuconnect:token-store',
    deprecated: 'secuconnect:deprecated',
  };

  test.each(EVENT_TYPES)('has a channel for the event %s', (type) => {
    expect(new DiagnosticsChannels().get(type)).toBe(diagnostics.channel(names[type]));
  });

  test('looks up each channel once', () => {
    const channel = vi.fn(() => ({ hasSubscribers: false }));
    vi.stubGlobal('process', { getBuiltinModule: () => ({ channel }) });
    const channels = new DiagnosticsChannels();
    expect(channels.get('token')).toBe(channels.get('token'));
    expect(channel).toHaveBeenCalledExactlyOnceWith('secuconnect:token');
  });

  const forbidden = {
    getBuiltinModule(): never {
      throw new Error('A Node.js API is used which is not supported in the Edge Runtime.');
    },
  };

  test.each([
    ['process', undefined],
    ['getBuiltinModule', {}],
    ['the module', { getBuiltinModule: () => undefined }],
    ['permission for modules of Node, such as the Edge runtime of Next.js,', forbidden],
    ['permission for `process`', new Proxy({}, { get: () => forbidden.getBuiltinModule() })],
  ])('has no channels in a runtime without %s', (_, process) => {
    vi.stubGlobal('process', process);
    const channels = new DiagnosticsChannels();
    vi.unstubAllGlobals();
    expect(channels.get('token')).toBeUndefined();
  });
});
