import type { PaymentContainer, PaymentContainerTokenStatus } from '@secuconnect/api';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { save } from '../call/objects.ts';
import { containerRecord, CONTAINERS, noteOnContainer } from './containers.ts';
import { contractPushUrl } from './contracts.ts';

type TokenStatus = NonNullable<PaymentContainerTokenStatus['status']>;

const VERSION = '1';

/** Asks the card scheme for a network token: it is active when a further check would be over. */
export function requestToken(
  engine: Engine,
  container: PaymentContainer,
  notificationUrl: string | undefined,
): PaymentContainer {
  if (notificationUrl !== undefined) noteOnContainer(engine, container.id, { notificationUrl });
  return proceed(engine, container, 'requested', 'active');
}

/** Retires a network token. */
export function retireToken(engine: Engine, container: PaymentContainer): PaymentContainer {
  return proceed(engine, container, 'archivePending', 'archived');
}

export function scheduleTokens(engine: Engine): void {
  engine.schedule.on('change-token', ({ payload: { container: id, from, to } }) => {
    const container = engine.store.get<PaymentContainer>(CONTAINERS, String(id));
    // A token that was retired in the meantime does not become active.
    if (!container || container.token_status?.status !== from) return;
    setStatus(engine, container, String(to));
    const url = containerRecord(engine, container.id).notificationUrl;
    engine.pushes.notify(url ?? contractPushUrl(engine, container.contract?.id ?? ''), CONTAINERS, container.id);
  });
}

function proceed(engine: Engine, container: PaymentContainer, from: TokenStatus, to: TokenStatus): PaymentContainer {
  engine.schedule.in(engine.settings.checkDuration, 'change-token', { container: container.id, from, to });
  return setStatus(engine, container, from);
}

function setStatus(engine: Engine, container: PaymentContainer, status: TokenStatus): PaymentContainer {
  const now = isoTime(engine.clock.now());
  const created = container.token_status?.created ?? now;
  return save(engine, CONTAINERS, {
    ...container,
    token_status: { status, created, last_modified: now, version: VERSION },
  });
}
