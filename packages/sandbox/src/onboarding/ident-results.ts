import type { Contact, ServicesIdentRequest, ServicesIdentResult } from '@secuconnect/api';
import { reference } from '../call/objects.ts';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';

const IDENT_RESULTS = 'services.identresults';

/** Stores what the provider has found out, under the id of the request. Returns its kind. */
export function storeIdentResult(engine: Engine, request: ServicesIdentRequest): string {
  const { object, id, contract, status, demo, person = [], graduation_date } = request;
  const result = {
    object: IDENT_RESULTS,
    id,
    created: isoTime(engine.clock.now()),
    request: reference(object, id),
    ...(contract && { contract }),
    status,
    demo,
    person: person.map(
      ({ contact = {}, transaction_id, status: own, custom1, custom2, custom3, custom4, custom5 }) => ({
        identificationprocess: { status: own, identificationtime: graduation_date, transactionnumber: transaction_id },
        customdata: { custom1, custom2, custom3, custom4, custom5 },
        contactdata: { mobile: contact.mobile ?? null, email: contact.email ?? null },
        ...(own === 'ok' && { userdata: checkedData(contact) }),
        attachments: [],
      }),
    ),
  };
  engine.store.put(IDENT_RESULTS, result as ServicesIdentResult);
  return IDENT_RESULTS;
}

/** The document of a person says what the request has said: the sandbox finds no differences. */
function checkedData({ dob, birthplace, forename, surname, nationality, gender, address = {} }: Contact) {
  const { street, street_number, city, postal_code, country } = address;
  return {
    ...checked({ dob: dob?.slice(0, 10), birthplace, forename, surname, nationality, gender }),
    address: checked({ street, street_number, city, postal_code, country }),
  };
}

const checked = (values: Readonly<Record<string, string | null | undefined>>) =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value != null)
      .map(([name, value]) => [name, { value, status: 'match' }]),
  );
