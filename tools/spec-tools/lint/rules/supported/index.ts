import type { Rule } from '../../../spec-files/spec-view.ts';
import { bodiesAreSendable, readsHaveNoBody } from './bodies.ts';
import { jsonHasNoBytes } from './bytes-in-json.ts';
import { objectsAreObjects } from './children.ts';
import { compositionsAreOpen, furtherFieldsFit } from './compositions.ts';
import { schemasHaveValues } from './contradictions.ts';
import { discriminatorsChoose } from './discriminators.ts';
import { fieldsAreComplete, fieldsAreSupported } from './fields.ts';
import { listsHaveItems } from './lists.ts';
import { modelsBecomeTypes } from './model-files.ts';
import { argumentTypesAreUnique, membersAreNamed, resourcesAreUnique } from './names.ts';
import { parametersBecomeArguments } from './operation-parameters.ts';
import { deepFieldsAreUnique, valuesAreSendable } from './parameter-values.ts';
import { parametersAreSendable } from './parameters.ts';
import { pathsAreTemplates, resourcesHaveOneBase } from './paths.ts';
import { modelsAreFinite } from './schema-cycles.ts';
import { fieldsExist } from './schema-fields.ts';
import { sampleValuesAreValid } from './sample-values.ts';
import { schemasReferToModels } from './schema-references.ts';
import { keywordsFitTypes } from './schema-types.ts';
import { securityIsDeclared } from './security-schemes.ts';
import { anyOfIsAlone, unionsHaveValues } from './schema-unions.ts';
import { textsHaveTypes } from './text-types.ts';
import { referencesAreDirect } from './reference-chains.ts';
import { responsesAreReadable } from './responses.ts';
import { webhooksAreBodies } from './webhooks.ts';

/** A spec says only what the pipeline understands: types, client, reference, mock and contract tests drop nothing without a finding. */
export const SUPPORTED: readonly Rule[] = [
  fieldsAreSupported,
  fieldsAreComplete,
  objectsAreObjects,
  parametersAreSendable,
  valuesAreSendable,
  deepFieldsAreUnique,
  textsHaveTypes,
  parametersBecomeArguments,
  pathsAreTemplates,
  resourcesHaveOneBase,
  bodiesAreSendable,
  readsHaveNoBody,
  securityIsDeclared,
  responsesAreReadable,
  listsHaveItems,
  webhooksAreBodies,
  jsonHasNoBytes,
  referencesAreDirect,
  keywordsFitTypes,
  schemasReferToModels,
  unionsHaveValues,
  anyOfIsAlone,
  discriminatorsChoose,
  schemasHaveValues,
  sampleValuesAreValid,
  compositionsAreOpen,
  furtherFieldsFit,
  fieldsExist,
  modelsAreFinite,
  membersAreNamed,
  resourcesAreUnique,
  argumentTypesAreUnique,
  modelsBecomeTypes,
];
