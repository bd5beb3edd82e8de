import type { SmartDevice, SmartRouting, SmartRoutingAssignInput, SmartRoutingInput } from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { create, load, reference, save } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { notFound, notPossible } from '../engine/exception.ts';
import { merchantReference } from '../general/merchants.ts';
import { deviceOf, DEVICES, storeFields } from './devices.ts';

const ROUTINGS = 'smart.routings';

const routingOf = (call: Call): SmartRouting => load<SmartRouting>(call, ROUTINGS, call.path['smartRoutingId']!);

/** Connects the devices of a store: none at first. */
export function createRouting(call: Call): SmartRouting {
  const { store, description } = call.body as SmartRoutingInput;
  const merchant = merchantReference(call, undefined);
  const made = create(call, ROUTINGS, 'OBJ_', {
    merchant,
    ...storeFields(call, store, merchant.id),
    description: description ?? null,
    assign: [],
  }) as SmartRouting;
  return save(call, ROUTINGS, made);
}

export function updateRouting(call: Call): SmartRouting {
  const { store, description } = call.body as SmartRoutingInput;
  return save(call, ROUTINGS, {
    ...routingOf(call),
    ...(store !== undefined && storeFields(call, store, '')),
    ...(description !== undefined && { description }),
  });
}

/** @returns The routing as it was. Its devices stay. */
export function deleteRouting(call: Call): SmartRouting {
  const routing = routingOf(call);
  call.store.delete(ROUTINGS, routing.id);
  for (const { id } of routing.assign ?? []) noteRouting(call, id);
  return routing;
}

/** Adds a device at its rank, 1 being the first; by default, at the end. A device that is a part already moves. */
export function assignDevice(call: Call): SmartRouting {
  const { priority } = call.body as SmartRoutingAssignInput;
  const routing = routingOf(call);
  const { id, type = null, description = null } = deviceOf(call);
  const assign = (routing.assign ?? []).filter((other) => other.id !== id);
  const place = priority === undefined ? assign.length : Math.max(0, priority - 1);
  assign.splice(place, 0, { object: DEVICES, id, type, description });
  const changed = save(call, ROUTINGS, { ...routing, assign });
  noteRouting(call, id);
  return changed;
}

/** @throws ApiException 404 for a device that is no part of the routing. */
export function unassignDevice(call: Call): SmartRouting {
  const routing = routingOf(call);
  const device = call.path['smartDeviceId']!;
  const assign = (routing.assign ?? []).filter(({ id }) => id !== device);
  if (assign.length === routing.assign?.length) throw notFound(`In ${routing.id}, the device`, device);
  const changed = save(call, ROUTINGS, { ...routing, assign });
  noteRouting(call, device);
  return changed;
}

/**
 * The device of a type in the routing of another device, such as the terminal of a cash register.
 *
 * @throws ApiException unless the device is a part of exactly one routing, which has a device of this type.
 */
export function routedDevice(call: Call): SmartDevice {
  const { id } = deviceOf(call);
  const type = call.path['type']!;
  const [routing, ...others] = routingsWith(call, id);
  if (others.length > 0) throw notPossible(`${id} is assigned to ${others.length + 1} routings`);
  const candidates = routing?.assign?.filter((device) => device.type === type) ?? [];
  const found = candidates.find((device) => device.id === id) ?? candidates[0];
  if (!found?.id) throw notFound(`In the routing of ${id}, a device of the type`, type);
  return load<SmartDevice>(call, DEVICES, found.id);
}

const routingsWith = ({ store }: Pick<Engine, 'store'>, device: string): SmartRouting[] =>
  [...store.all<SmartRouting>(ROUTINGS)].filter(({ assign }) => assign?.some(({ id }) => id === device));

/** A device shows a routing that it is a part of. */
function noteRouting(engine: Engine, id: string | undefined): void {
  const device = engine.store.get<SmartDevice>(DEVICES, id ?? '');
  if (!device) return;
  const { routing: _routing, ...rest } = device;
  const [first] = routingsWith(engine, device.id);
  save(engine, DEVICES, { ...rest, ...(first && { routing: reference(ROUTINGS, first.id) }) } as SmartDevice);
}
