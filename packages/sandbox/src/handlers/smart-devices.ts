import type { Handlers } from '../call/call.ts';
import {
  acceptLogin,
  createDevice,
  devicePinConfig,
  setDevicePin,
  terminalApps,
  updateDevice,
} from '../devices/devices.ts';
import {
  assignDevice,
  createRouting,
  deleteRouting,
  routedDevice,
  unassignDevice,
  updateRouting,
} from '../devices/routings.ts';

/** The operations of Smart Devices and Smart Routings, except for what only reads. */
export const deviceHandlers: Handlers = {
  'smart.devices.create': (call) => createDevice(call),
  'smart.devices.update': (call) => updateDevice(call),
  'smart.devices.updatePin': (call) => acceptLogin(call),
  'smart.devices.updateDevicePin': (call) => setDevicePin(call),
  'smart.devices.getDevicePinConfig': (call) => devicePinConfig(call),
  'smart.devices.getSecubaseConfig': (call) => terminalApps(call),
  'smart.devices.getRouting': (call) => routedDevice(call),

  'smart.routings.create': (call) => createRouting(call),
  'smart.routings.update': (call) => updateRouting(call),
  'smart.routings.delete': (call) => deleteRouting(call),
  'smart.routings.assign': (call) => assignDevice(call),
  'smart.routings.unassign': (call) => unassignDevice(call),
};
