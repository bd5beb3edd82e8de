import type { Group } from '../classes-table.ts';
import { alternatives } from './alternatives.ts';
import { behaviour } from './behaviour.ts';
import { calls } from './calls.ts';
import { cosmetics } from './cosmetics.ts';
import { fields } from './fields.ts';
import { limitsOfRequests, limitsOfResponses } from './limits.ts';
import { models } from './models.ts';
import { openObjects } from './open-objects.ts';
import { parameters } from './parameters.ts';
import { responses } from './responses.ts';
import { security } from './security.ts';
import { types } from './types.ts';
import { unknown } from './unknown.ts';
import { values } from './values.ts';

export const groups: Group[] = [
  calls,
  parameters,
  behaviour,
  security,
  responses,
  fields,
  types,
  values,
  alternatives,
  openObjects,
  limitsOfRequests,
  limitsOfResponses,
  models,
  unknown,
  cosmetics,
];
